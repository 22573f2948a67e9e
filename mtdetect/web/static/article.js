// One article as a page shows it: its answer, its text with marks, the reasons, its place among human articles, and its
// origin. A view is made by `mtdetect/report/article_view.py`.

import { placeAmongHumans } from "./distribution.js";
import { breakable, element, shape } from "./dom.js";
import { annotatedText, textTools } from "./marks.js";
import { sideBySide } from "./pairs.js";
import { heavySentences, reasonBars } from "./reasons.js";

/** The element of a view; its heading takes the focus by `focus()`. */
export function articleSection(view, level = "h2") {
  const heading = element(level, { id: "article-title", tabindex: -1 }, breakable(view.name));
  const judged = view.place !== undefined;
  const aside = element("div", { class: "aside" });
  const toReason = (position) => {
    const item = aside.querySelector(`[data-reason="${position}"]`);
    item?.closest("details")?.setAttribute("open", "");
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  };
  const isEmpty = view.answer === "unreadable" || view.pieces?.length === 0;
  const annotated = view.pieces?.length ? annotatedText(view, toReason) : null;
  const toMark = (number) => annotated?.select(number);
  if (judged) {
    aside.append(
      reasonBars(view, toMark),
      ...(annotated ? heavySentences(view, annotated.showSentence) : []).filter(Boolean));
    aside.append(...view.more.map((sentence) => element("p", { class: "quiet" }, sentence)));
  }
  const reading = element("section", { class: "reading", "aria-label": "The text with its marks" },
    annotated ? [...textTools(view, annotated), annotated.node, view.unmarked ? element("p", { class: "quiet" }, view.unmarked) : null]
      : element("p", { class: "quiet" }, isEmpty ? "There is no text to show." : "Saved rows hold no text: the evidence stands with its reasons."));
  return element("article", { class: "article", "aria-labelledby": "article-title" },
    element("header", {},
      element("div", {},
        heading,
        element("p", { class: `verdict ${view.answer}` }, shape(view.answer), element("strong", {}, view.headline)),
        [view.sentence, view.house, view.guess, ...(view.matched ?? [])].filter(Boolean).map((sentence) => element("p", {}, sentence)),
        view.notes.map((note) => element("p", { class: "quiet" }, `Note: ${note}`))),
      judged ? element("section", {}, element("h3", {}, "Among human articles"), placeAmongHumans(view.place, view.share)) : null),
    view.origin ? sideBySide(view.origin) : null,
    element("div", { class: judged && annotated ? "columns" : "column" }, reading, judged ? aside : null));
}
