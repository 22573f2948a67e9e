// Many articles: counts that filter, a histogram against human texts, filters, and the table.

import { histogram } from "./distribution.js";
import { element, shape } from "./dom.js";
import { sortedTable } from "./table.js";

const ANSWERS = [
  ["translated", "likely translated"], ["unsure", "unsure"], ["human", "likely human"],
  ["abstained", "not judged"], ["unreadable", "unreadable"], ["excused", "excused"],
];
const RANKS = Object.fromEntries(ANSWERS.map(([answer], at) => [answer, at]));
const CHOICES = 500; // offered of sites at most; others can be typed

function columns(has, link) {
  const made = [
    { name: "answer", label: "Answer", value: (one) => RANKS[one.answer], cell: (one) => [shape(one.answer), " ", one.headline] },
    { name: "name", label: "Article", value: (one) => one.name, cell: link },
    { name: "likelihood", label: "Likelihood", falls: true, value: (one) => one.likelihood, cell: (one) => (one.likelihood === null ? null : [meter(one.likelihood), element("span", { class: "percent" }, one.percent)]) },
    { name: "share", label: "Human articles as high", value: (one) => one.share, cell: (one) => one.frequency },
    { name: "words", label: "Words", falls: true, value: (one) => one.words, cell: (one) => one.words?.toLocaleString("en") },
    { name: "rules", label: "Rules", falls: true, value: (one) => one.rules.length, cell: (one) => one.rules.slice(0, 4).join(" ") + (one.rules.length > 4 ? ` +${one.rules.length - 4}` : "") || null },
  ];
  if (has("site")) made.push({ name: "site", label: "Site", value: (one) => one.site, cell: (one) => one.site });
  if (has("house")) made.push({ name: "house", label: "House", value: (one) => one.house, cell: (one) => one.house });
  if (has("origin")) made.push({ name: "origin", label: "Likely origin", value: (one) => one.origin, cell: (one) => one.origin });
  return made;
}

function meter(likelihood) {
  const fill = element("span", { class: "fill" });
  fill.style.inlineSize = `${Math.round(likelihood * 100)}%`;
  return element("span", { class: "meter", "aria-hidden": "true" }, fill);
}

/**
 * The overview of articles: each of `found` has `name`, `answer`, `headline`, `likelihood` (0-1), `share` (0-1), `percent`,
 * `frequency`, `place`, `words`, `rules` (each a code with its name), `site`, `house` and `origin`. `link(article)` makes the link that opens one.
 * `order()` gives those that pass the filters, in the order of the table; `filter({site})` sets a filter.
 */
export function articleOverview(found, link, onFilter = () => {}) {
  const ruleNames = new Map(found.flatMap((one) => one.rules.map((rule) => [rule.split(" ", 1)[0], rule])));
  const articles = found.map((one) => ({ ...one, rules: one.rules.map((rule) => rule.split(" ", 1)[0]) }));
  const state = { answers: new Set(), name: "", site: "", rule: "", low: 0, high: 100 };
  const sites = [...new Set(articles.map((one) => one.site).filter(Boolean))].sort();
  const rules = [...ruleNames.keys()].sort();
  const table = sortedTable("Articles: choose a heading to sort, an article to open it", columns((field) => articles.some((one) => one[field]), link), "article", { name: "likelihood", falls: true });
  const apply = () => {
    const [name, site] = [state.name.toLowerCase(), state.site.toLowerCase()];
    const bounded = state.low > 0 || state.high < 100;
    table.show(articles.filter((one) =>
      (!state.answers.size || state.answers.has(one.answer))
      && (!name || one.name.toLowerCase().includes(name))
      && (!site || (one.site ?? "").toLowerCase().includes(site))
      && (!state.rule || one.rules.includes(state.rule))
      && (!bounded || (one.likelihood !== null && one.likelihood * 100 >= state.low && one.likelihood * 100 <= state.high))));
    onFilter(state);
  };
  const set = (name) => (event) => {
    state[name] = event.currentTarget.value;
    apply();
  };
  const fields = element("div", { class: "filters", role: "group", "aria-label": "Filters" },
    field("Article", element("input", { type: "search", autocomplete: "off", oninput: set("name") })),
    sites.length ? field("Site", element("input", { type: "search", list: "site-names", autocomplete: "off", oninput: set("site") })) : null,
    rules.length ? field("Rule", element("select", { oninput: set("rule") }, element("option", { value: "" }, "any"), rules.map((rule) => element("option", { value: rule }, ruleNames.get(rule))))) : null,
    field("Likelihood from %", element("input", { type: "number", min: 0, max: 100, value: 0, oninput: (event) => { state.low = Number(event.currentTarget.value) || 0; apply(); } })),
    field("to %", element("input", { type: "number", "aria-label": "Likelihood to %", min: 0, max: 100, value: 100, oninput: (event) => { state.high = event.currentTarget.value === "" ? 100 : Number(event.currentTarget.value); apply(); } })));
  const names = element("datalist", { id: "site-names" }, sites.slice(0, CHOICES).map((site) => element("option", { value: site })));
  const node = element("div", { class: "overview" }, tiles(articles, state, apply), histogram(articles), fields, names, table.node);
  apply();
  const filter = (wanted) => {
    Object.assign(state, wanted);
    const site = fields.querySelector("[list=site-names]");
    if (site) site.value = state.site;
    apply();
  };
  return { node, order: table.order, all: table.all, filter };
}

function field(label, input) {
  return element("label", {}, element("span", {}, label), input);
}

/** The counts, as switches that show only articles with their answer, and as one bar. */
function tiles(articles, state, apply) {
  const counts = ANSWERS.map(([answer, label]) => [answer, label, articles.filter((one) => one.answer === answer).length]).filter(([answer, , count]) => count || RANKS[answer] < 3);
  const parts = counts.filter(([, , count]) => count).map(([answer, , count]) => {
    const part = element("span", { class: answer });
    part.style.flexGrow = count;
    return part;
  });
  return element("div", { class: "counts" },
    element("div", { class: "tiles", role: "group", "aria-label": "Show only" }, counts.map(([answer, label, count]) => element("button", {
      type: "button", class: `tile ${answer}`, "aria-pressed": "false",
      onclick: (event) => {
        const on = !state.answers.delete(answer);
        if (on) state.answers.add(answer);
        event.currentTarget.setAttribute("aria-pressed", String(on));
        apply();
      },
    }, element("span", { class: "count" }, count.toLocaleString("en")), element("span", { class: "label" }, shape(answer), " ", label)))),
    element("div", { class: "proportions", "aria-hidden": "true" }, parts));
}
