// Articles to go through: their overview, and each on its own by a link that can be shared and gone back from.

import { articleSection } from "./article.js";
import { articleOverview } from "./articles.js";
import { breakable, element, plural } from "./dom.js";

/**
 * Shows articles in the element `stage`. `articles` are their facts, with an `id` each; `viewOf(id)` gives a view;
 * `above(overview)` may make an element with a table of its own to stand above the articles. Returns `close()`.
 */
export function openReader(stage, articles, viewOf, above = null) {
  const title = document.title;
  const single = articles.length === 1 && !above;
  let [overview, scrolled, last] = [null, 0, ""];

  function link(one) {
    const base = one.name.lastIndexOf("/") + 1;
    return element("a", { href: `#${one.id}` }, base ? element("span", { class: "folder" }, breakable(one.name.slice(0, base))) : null, one.name.slice(base));
  }

  function makeOverview() {
    const made = articleOverview(articles, link);
    const more = above?.(made);
    const node = element("div", {}, more?.node, element("section", { "aria-labelledby": "articles-title" }, element("h2", { id: "articles-title", tabindex: -1 }, "Articles"), made.node));
    return { node, order: made.order, all: (whole) => { made.all(whole); more?.all(whole); } };
  }

  function showOverview() {
    overview ??= makeOverview();
    stage.replaceChildren(overview.node);
    document.title = title;
    scrollTo(0, scrolled);
    if (last) stage.querySelector(`a[href="#${last}"]`)?.focus({ preventScroll: true });
  }

  function showArticle(id) {
    if (overview?.node.isConnected) scrolled = scrollY;
    const view = viewOf(id);
    const section = articleSection(view);
    stage.replaceChildren(...(single ? [] : [navigation(id)]), section);
    if (single) return;
    document.title = `${view.name} – ${title}`;
    scrollTo(0, 0);
    section.querySelector("h2").focus({ preventScroll: true });
  }

  /** Links to the overview, and to the articles before and behind in the order of the table. */
  function navigation(id) {
    const order = overview?.order() ?? articles;
    const at = order.findIndex((one) => one.id === id);
    const to = (one, label) => (one ? element("a", { href: `#${one.id}` }, label) : element("span", { class: "quiet" }, label));
    return element("nav", { class: "path", "aria-label": "Articles" },
      element("a", { href: "#", class: "back" }, "← All articles"),
      element("span", { class: "where" }, at < 0 ? "" : `${(at + 1).toLocaleString("en")} of ${plural(order.length, "article")}`),
      to(order[at - 1], "Previous"), to(order[at + 1], "Next"));
  }

  function follow() {
    const id = location.hash.slice(1);
    const known = articles.some((one) => one.id === id);
    if (known) showArticle(id);
    else if (single) showArticle(articles[0].id);
    else showOverview();
    last = known ? id : "";
  }

  const print = () => overview?.all(true);
  const printed = () => overview?.all(false);
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", print);
  addEventListener("afterprint", printed);
  follow();
  return {
    close() {
      removeEventListener("hashchange", follow);
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", printed);
      document.title = title;
    },
  };
}
