// The report: reads the facts of all articles when it starts, and the view of one when it is opened.

import { articleSection } from "./article.js";
import { articleOverview } from "./articles.js";
import { element, plural, shape } from "./dom.js";
import { sortedTable } from "./table.js";

const articles = readFacts("article");
const sites = readFacts("site");
const stage = document.getElementById("stage");
const title = document.title;
let overview = null;
let scrolled = 0;

function readFacts(kind) {
  return [...document.querySelectorAll(`#results > [data-${kind}]`)].map((entry) => ({ id: entry.id, ...JSON.parse(entry.dataset[kind]) }));
}

function link(one) {
  return element("a", { href: `#${one.id}` }, one.name);
}

function siteTable() {
  const card = element("div", { class: "card", hidden: true });
  const open = (one) => {
    overview.articles.filter({ site: one.name });
    card.hidden = false;
    card.replaceChildren(
      element("h3", { tabindex: -1 }, one.name),
      element("p", { class: `verdict ${one.answer}` }, shape(one.answer), one.sentence),
      one.recurring.length ? element("p", {}, "What recurs:") : "",
      element("ul", {}, one.recurring.map((line) => element("li", {}, line))),
      element("button", { type: "button", onclick: () => { card.hidden = true; overview.articles.filter({ site: "" }); } }, "Show the articles of all sites"));
    card.querySelector("h3").focus();
  };
  const table = sortedTable("Sites: choose one to see what recurs there, and its articles", [
    { name: "answer", label: "Answer", value: (one) => one.likelihood, falls: true, cell: (one) => [shape(one.answer), " ", one.headline] },
    { name: "name", label: "Site", value: (one) => one.name, cell: (one) => element("button", { type: "button", class: "link", onclick: () => open(one) }, one.name) },
    { name: "likelihood", label: "Likelihood", falls: true, value: (one) => one.likelihood, cell: (one) => one.percent ?? "–" },
    { name: "share", label: "Share translated", falls: true, value: (one) => one.share, cell: (one) => one.shared ?? "–" },
    { name: "words", label: "Articles", falls: true, value: (one) => one.articles, cell: (one) => one.articles.toLocaleString("en") },
  ], "site", { name: "likelihood", falls: true });
  table.show(sites);
  return { node: element("section", { "aria-labelledby": "sites-title" }, element("h2", { id: "sites-title" }, "Sites"), table.node, card), all: table.all };
}

function makeOverview() {
  const ofSites = sites.length ? siteTable() : null;
  const made = articleOverview(articles, link);
  const node = element("div", {}, ofSites?.node ?? "", element("section", { "aria-labelledby": "articles-title" }, element("h2", { id: "articles-title" }, "Articles"), made.node));
  return { node, articles: made, all: (whole) => { made.all(whole); ofSites?.all(whole); } };
}

function showOverview(from) {
  overview ??= makeOverview();
  stage.replaceChildren(overview.node);
  document.title = title;
  scrollTo(0, scrolled);
  if (from) stage.querySelector(`a[href="#${from}"]`)?.focus({ preventScroll: true });
}

function showArticle(id) {
  const view = JSON.parse(document.getElementById(`${id}-view`).textContent);
  if (overview?.node.isConnected) scrolled = scrollY;
  const section = articleSection(view);
  stage.replaceChildren(articles.length > 1 ? navigation(id) : "", section);
  document.title = `${view.name} – ${title}`;
  scrollTo(0, 0);
  if (articles.length > 1) section.querySelector("h2").focus({ preventScroll: true });
}

/** Links to the overview, and to the articles before and behind in the order of the table. */
function navigation(id) {
  const order = overview?.articles.order() ?? articles;
  const at = order.findIndex((one) => one.id === id);
  const to = (one, label) => (one ? element("a", { href: `#${one.id}` }, label) : element("span", { class: "quiet" }, label));
  return element("nav", { class: "path", "aria-label": "Articles" },
    element("a", { href: "#", class: "back" }, "← All articles"),
    element("span", { class: "where" }, at < 0 ? "" : `${(at + 1).toLocaleString("en")} of ${plural(order.length, "article")}`),
    to(order[at - 1], "Previous"), to(order[at + 1], "Next"));
}

function follow() {
  const id = location.hash.slice(1);
  if (articles.some((one) => one.id === id)) showArticle(id);
  else if (articles.length === 1 && !sites.length) showArticle(articles[0].id);
  else showOverview(follow.last);
  follow.last = id;
}

addEventListener("hashchange", follow);
addEventListener("beforeprint", () => overview?.all(true));
addEventListener("afterprint", () => overview?.all(false));
follow();
