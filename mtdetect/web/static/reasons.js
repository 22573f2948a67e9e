// The reasons of an article as bars about a middle line, each with links to its marks, and the sentences that weigh most.

import { element, plural, side, signed, withCode } from "./dom.js";

const SHOWN = 8; // reasons, before one asks for the lighter ones
const LIGHT = 0.05; // log-odds
const PLACES = 24; // links to marks of a reason
const SENTENCES = 3;

/** The section with all reasons of a view; `onMark(number)` is called to follow one into the text. */
export function reasonBars(view, onMark) {
  const ranked = view.reasons.map((reason, at) => ({ ...reason, at })).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const most = Math.max(...ranked.map((reason) => Math.abs(reason.weight)), 1);
  const heavy = view.all ? ranked : ranked.filter((reason) => Math.abs(reason.weight) >= LIGHT).slice(0, SHOWN);
  const light = ranked.slice(heavy.length);
  const list = (reasons) => element("ol", { class: "reasons" }, reasons.map((reason) => reasonItem(view, reason, most, onMark)));
  const unweighed = view.evidence.filter((one) => one.reason === null);
  return element("section", { class: "why" },
    element("h3", {}, "Reasons"),
    element("p", { class: "quiet" }, "Weights in log-odds: + speaks for machine translation, − for a human; 0.7 doubles or halves the odds."),
    list(heavy),
    light.length ? element("details", { class: "lighter" }, element("summary", {}, `and ${plural(light.length, "lighter reason")}`), list(light)) : null,
    unweighed.length ? element("div", { class: "unweighed" }, element("h4", {}, "Also seen, without a weight"), element("ul", {}, grouped(unweighed).map(([name, found]) => element("li", {}, `${name} `, places(found, onMark))))) : null);
}

function reasonItem(view, reason, most, onMark) {
  const found = view.evidence.filter((one) => one.reason === reason.at);
  const causes = [...new Set(found.map((one) => one.cause).filter((cause) => cause !== undefined))];
  const direction = side(reason.weight);
  const fill = element("span", { class: `fill ${direction}` });
  fill.style.inlineSize = `${Math.max((Math.abs(reason.weight) / most) * 50, 0.5)}%`;
  return element("li", { "data-reason": reason.at, tabindex: -1 },
    element("span", { class: `weight ${direction}` }, signed(reason.weight, view.all || Math.abs(reason.weight) < LIGHT ? 2 : 1)),
    element("span", { class: "bar", "aria-hidden": "true" }, fill),
    element("div", { class: "what" },
      element("strong", {}, reason.name),
      reason.family ? element("span", { class: "family" }, reason.family) : null,
      direction === "human" ? element("span", { class: "family" }, "speaks for a human") : null,
      found.length ? places(found, onMark, direction) : null,
      causes.slice(0, 1).map((cause) => element("p", { class: "quiet" }, withCode(view.causes[cause][0])))));
}

function grouped(found) {
  const names = new Map();
  for (const one of found) {
    const name = [one.rule, one.name].filter(Boolean).join(" ");
    names.set(name, [...(names.get(name) ?? []), one]);
  }
  return [...names];
}

/** Links to the marks of evidence; where there is no text, what stands there. */
function places(found, onMark, direction = "neutral") {
  const numbers = [...new Set(found.map((one) => one.mark).filter((number) => number !== null))];
  const quotes = found.filter((one) => one.quote);
  const more = numbers.length + quotes.length - PLACES;
  return element("span", { class: "places" },
    numbers.slice(0, PLACES).map((number) => element("button", { type: "button", class: `number ${direction}`, "aria-label": `Go to mark ${number}`, onclick: () => onMark(number) }, String(number))),
    quotes.slice(0, Math.max(PLACES - numbers.length, 0)).map((one) => element("span", { class: "quoted" }, `${one.at} `, element("mark", {}, one.quote))),
    more > 0 ? ` and ${more} more` : null);
}

/** The sentences that weigh most, and those of the reader, each with a link to it: what the shades show, in words. */
export function heavySentences(view, onSentence) {
  return [
    heaviest(view, view.sentences, 1, "Sentences that weigh most", "By their wording and marks, in log-odds.", onSentence),
    heaviest(view, view.reader, 2, "Sentences that the reader weighs most", "Approximate: their shares of what the reader of --deep adds, in log-odds.", onSentence),
  ];
}

function heaviest(view, weights, digits, title, says, onSentence) {
  if (!weights) return null;
  const texts = new Map();
  for (const [piece, , sentence] of view.pieces ?? []) {
    if (sentence >= 0) texts.set(sentence, (texts.get(sentence) ?? "") + piece);
  }
  const weight = (at) => weights[at] ?? 0;
  const ranked = [...texts.keys()].sort((a, b) => Math.abs(weight(b)) - Math.abs(weight(a))).slice(0, SENTENCES);
  if (!ranked.length) return null;
  return element("section", { class: "heavy" },
    element("h3", {}, title),
    element("p", { class: "quiet" }, says),
    element("ul", {}, ranked.map((at) => element("li", {},
      element("button", { type: "button", onclick: () => onSentence(at) },
        element("span", { class: `weight ${side(weight(at))}` }, signed(weight(at), digits)),
        element("span", { class: "clipped" }, texts.get(at)))))));
}
