// An article and its likely origin side by side, a row for each pair of sentences.

import { element, plural } from "./dom.js";

const ELEMENTS = { changed: "mark", moved: "mark", dropped: "del", added: "ins" };

/** The table of all pairs, with a switch for those that show the origin best. */
export function sideBySide(origin) {
  const table = element("table", { class: "pairs" },
    element("caption", {}, "Marked: what differs; struck out: only in the origin; underlined: only in this article. ★: among the pairs that show the origin best."),
    element("thead", {}, element("tr", {}, ["This article", origin.name, "How alike"].map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, origin.pairs.map(pairRow)));
  const best = origin.pairs.filter((pair) => pair.best).length;
  const only = best && best < origin.pairs.length
    ? element("label", { class: "switch" }, element("input", { type: "checkbox", onchange: (event) => table.classList.toggle("only-best", event.currentTarget.checked) }), ` Only the ${plural(best, "pair")} that ${best === 1 ? "shows" : "show"} it best`)
    : null;
  return element("section", { class: "origin" }, element("h3", {}, "This article and its likely origin, side by side"), only, table);
}

function pairRow(pair) {
  return element("tr", { class: `${pair.kind} ${pair.best ? "best" : ""}` },
    element("td", { "data-side": "This article" }, pair.suspect.map(pieceOf)),
    element("td", { "data-side": "Origin" }, pair.origin.map(pieceOf)),
    element("td", { class: "quiet" }, pair.best ? "★ " : null, element("strong", {}, pair.label), changesIn(pair)));
}

/** The names of what differs in a pair, each once, so that they can be read without a pointer. */
function changesIn(pair) {
  const names = new Set([...pair.suspect, ...pair.origin].map(([, , name]) => name).filter(Boolean));
  return names.size ? element("span", { class: "changes" }, [...names].map((name) => element("span", { class: "family" }, name))) : null;
}

function pieceOf([text, change, name]) {
  if (!change) return text;
  const title = change === "moved" ? `moved: ${name}` : name || change;
  return element(ELEMENTS[change] ?? "mark", { class: change, title }, text);
}
