// The sites of a report: a table, and for the chosen one what recurs there; its articles are filtered.

import { element, shape } from "./dom.js";
import { sortedTable } from "./table.js";

const AT_ONCE = 10; // sites: the articles stand below
const COLUMNS = [
  { name: "answer", label: "Answer", value: (one) => one.likelihood, falls: true, cell: (one) => [shape(one.answer), " ", one.headline] },
  { name: "name", label: "Site" },
  { name: "likelihood", label: "Likelihood", falls: true, value: (one) => one.likelihood, cell: (one) => one.percent },
  { name: "share", label: "Share likely translated", falls: true, value: (one) => one.share, cell: (one) => one.shared },
  { name: "words", label: "Articles", falls: true, value: (one) => one.articles, cell: (one) => one.articles.toLocaleString("en") },
];

/** The section of sites; `overview` is that of the articles (`articleOverview`), whose filter a chosen site sets. */
export function siteTable(sites, overview) {
  const card = element("div", { class: "card", hidden: true });
  const close = () => {
    card.hidden = true;
    overview.filter({ site: "" });
  };
  const open = (one) => {
    overview.filter({ site: one.name });
    card.hidden = false;
    card.replaceChildren(
      element("h3", { tabindex: -1 }, one.name),
      element("p", { class: `verdict ${one.answer}` }, shape(one.answer), element("span", {}, one.sentence)),
      ...(one.recurring.length ? [element("p", {}, "What recurs:"), element("ul", {}, one.recurring.map((line) => element("li", {}, line)))] : []),
      element("p", {}, "Below are its articles. ", element("button", { type: "button", onclick: close }, "Show those of all sites")));
    card.querySelector("h3").focus();
  };
  const name = { value: (one) => one.name, cell: (one) => element("button", { type: "button", class: "link", onclick: () => open(one) }, one.name) };
  const table = sortedTable("Sites: choose one to see what recurs there, and its articles", COLUMNS.map((column) => (column.name === "name" ? { ...column, ...name } : column)), "site", { name: "likelihood", falls: true }, AT_ONCE);
  table.show(sites);
  return { node: element("section", { "aria-labelledby": "sites-title" }, element("h2", { id: "sites-title" }, "Sites"), table.node, card), all: table.all };
}
