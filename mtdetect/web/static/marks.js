// The text of an article with numbered marks. Marks are pieces side by side, never nested; each has a button with its
// number, and a note with its cause that comes by pointer and by keyboard and goes with Escape. The buttons are spans
// with the role of one: before an element of the kind of `button` a line may always break, so that numbers would stand
// on the line below their mark.

import { element, plural, side, signed, withCode } from "./dom.js";

const PATIENCE = 250; // milliseconds until a note that the pointer has left is taken away
// What sentences can be shaded by: the log-odds of each, and those at which a shade deepens.
const SHADES = [
  { name: "weights", of: (view) => view.sentences, steps: [0.1, 0.3, 0.7], label: "Shade sentences", says: "what the wording and the marks of a sentence add" },
  { name: "reader", of: (view) => view.reader, steps: [0.03, 0.06, 0.12], label: "Shade by the reader", says: "a sentence's share of what the reader adds, which is approximate" },
];

/** How deep a sentence is shaded in each way: classes. */
function shadesOf(view, sentence) {
  return SHADES.map(({ name, of, steps }) => {
    const logOdds = of(view)?.[sentence] ?? 0;
    const depth = steps.filter((step) => Math.abs(logOdds) >= step).length;
    return depth ? `${name}-${side(logOdds)}-${depth}` : "";
  }).join(" ");
}

/** The evidence under each number, and the side that it speaks for. */
function groupedMarks(view) {
  const marks = new Map();
  for (const one of view.evidence) {
    if (one.mark !== null) marks.set(one.mark, [...(marks.get(one.mark) ?? []), one]);
  }
  return marks;
}

function weightOf(view, one) {
  return one.reason === null ? null : view.reasons[one.reason].weight;
}

function sideOf(view, evidence) {
  const weights = evidence.map((one) => weightOf(view, one)).filter((weight) => weight !== null);
  return side(weights.sort((a, b) => Math.abs(b) - Math.abs(a))[0]);
}

const SAYS = { machine: "speaks for machine translation", human: "speaks for a human", neutral: "has no weight of its own" };

const RARE = " Fewer than 1 human article in 50 has such a place.";

function describe(view, one) {
  const weight = weightOf(view, one);
  const weighs = weight === null ? SAYS.neutral : `${SAYS[side(weight)]}, ${signed(weight, 2)} with all its places`;
  return { title: [one.rule, one.name].filter(Boolean).join(" "), weighs, cause: one.cause === undefined ? "" : view.causes[one.cause].join(" ") + (one.severity === "error" ? RARE : "") };
}

/**
 * The text of a view as an element, with `select(number)`, which moves the focus to a mark, and `showSentence(at)`.
 * `onReason(position)` is called to follow a mark to its reason.
 */
export function annotatedText(view, onReason) {
  const marks = groupedMarks(view);
  const last = new Map();
  view.pieces.forEach(([, numbers], at) => numbers.forEach((number) => last.set(number, at)));
  const buttons = new Map();
  const text = element("div", { class: "text", lang: view.lang, dir: "auto" });
  const sentences = new Map();
  view.pieces.forEach(([piece, numbers, sentence], at) => {
    const shade = sentence < 0 ? "" : shadesOf(view, sentence);
    const node = numbers.length
      ? element("mark", { class: `${sideOf(view, numbers.flatMap((number) => marks.get(number) ?? []))} ${numbers.length > 1 ? "several" : ""} ${shade}`, "data-marks": numbers.join(" ") }, piece)
      : element("span", { class: shade }, piece);
    if (sentence >= 0 && !sentences.has(sentence)) sentences.set(sentence, node);
    text.append(node);
    for (const number of numbers.filter((one) => last.get(one) === at)) {
      buttons.set(number, numberButton(view, number, marks.get(number) ?? [], marks.size));
      text.append(buttons.get(number));
    }
  });
  return { ...withNotes(view, text, marks, buttons, onReason), showSentence: (at) => reveal(sentences.get(at)) };
}

function numberButton(view, number, evidence, count) {
  const described = evidence.map((one) => describe(view, one));
  const label = described.map((one) => `${one.title}, ${one.weighs}. ${one.cause.replaceAll("`", "")}`).join(" ");
  return element("span", {
    role: "button", class: `number ${sideOf(view, evidence)}`, "data-mark": number, "aria-label": `Mark ${number} of ${count}: ${label}`, tabindex: number === 1 ? 0 : -1,
  }, String(number));
}

function reveal(node) {
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 1600);
}

function withNotes(view, text, marks, buttons, onReason) {
  const note = element("div", { class: "note", hidden: true, role: "note", "aria-label": "What is marked" });
  const node = element("div", { class: "annotated" }, text, note);
  const order = [...buttons.keys()].sort((a, b) => a - b);
  let [pinned, timer, current, pressed] = [false, 0, 0, false];

  const light = (numbers) => {
    for (const piece of text.querySelectorAll("[data-marks]")) {
      piece.classList.toggle("current", piece.dataset.marks.split(" ").some((one) => numbers.includes(Number(one))));
    }
    for (const [number, button] of buttons) button.classList.toggle("current", numbers.includes(number));
  };
  const hide = () => {
    clearTimeout(timer);
    note.hidden = true;
    pinned = false;
    light([]);
  };
  const show = (numbers, anchor) => {
    clearTimeout(timer);
    note.replaceChildren(...numbers.flatMap((number) => (marks.get(number) ?? []).map((one) => noteOn(number, one))));
    note.hidden = false;
    light(numbers);
    const [frame, box] = [node.getBoundingClientRect(), anchor.getBoundingClientRect()];
    note.style.insetBlockStart = `${box.bottom - frame.top + 6}px`;
    note.style.insetInlineStart = `${Math.max(0, Math.min(box.left - frame.left, frame.width - note.offsetWidth))}px`;
  };
  const noteOn = (number, one) => {
    const { title, weighs, cause } = describe(view, one);
    return element("div", { class: "noted" },
      element("p", {}, element("span", { class: `number ${side(weightOf(view, one))}` }, String(number)), " ", element("strong", {}, title)),
      cause ? element("p", {}, withCode(cause)) : null,
      element("p", { class: "quiet" }, `${weighs[0].toUpperCase()}${weighs.slice(1)}${one.at ? `; line ${one.at.replace(":", ", column ")}` : ""}.`),
      one.reason === null ? null : element("button", { type: "button", class: "link", onclick: () => onReason(one.reason) }, "Show the reason"));
  };
  const leave = () => {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(hide, PATIENCE);
  };
  /** Moves the focus to a mark and shows its note; `still` where the mark is in sight, so that nothing moves under a pointer. */
  const select = (number, still = false) => {
    const button = buttons.get(number);
    if (!button) return;
    for (const other of buttons.values()) other.tabIndex = other === button ? 0 : -1;
    current = number;
    button.focus({ preventScroll: true });
    if (!still) button.scrollIntoView({ block: "center" });
    pinned = true;
    show([number], button);
    if (still) note.scrollIntoView({ block: "nearest" });
    node.dispatchEvent(new CustomEvent("markchange", { detail: number }));
  };
  const step = (by) => {
    const at = order.indexOf(current);
    select(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]);
  };

  text.addEventListener("pointerover", (event) => {
    const piece = event.target.closest("[data-marks], [data-mark]");
    if (!piece || event.pointerType === "touch" || pinned) return;
    show((piece.dataset.marks ?? piece.dataset.mark).split(" ").map(Number), piece);
  });
  text.addEventListener("pointerout", leave);
  note.addEventListener("pointerover", () => clearTimeout(timer));
  note.addEventListener("pointerout", leave);
  text.addEventListener("pointerdown", () => { pressed = true; });
  text.addEventListener("click", (event) => {
    pressed = false;
    const piece = event.target.closest("[data-marks], [data-mark]");
    if (piece && String(getSelection()) === "") select(Number((piece.dataset.mark ?? piece.dataset.marks).split(" ")[0]), true);
    else if (!piece) hide();
  });
  text.addEventListener("focusin", (event) => {
    const button = event.target.closest("[data-mark]");
    if (pressed) return; // the click that follows selects
    if (button && Number(button.dataset.mark) !== current) select(Number(button.dataset.mark));
    else if (button && note.hidden) { pinned = true; show([current], button); }
  });
  node.addEventListener("focusout", (event) => {
    if (pinned && event.relatedTarget && !node.contains(event.relatedTarget)) hide();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !note.hidden) {
      event.preventDefault();
      if (note.contains(document.activeElement)) buttons.get(current)?.focus({ preventScroll: true });
      hide();
    }
    if (!event.target.closest("[data-mark]")) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) step(by);
    else if (event.key === "Home") select(order[0]);
    else if (event.key === "End") select(order[order.length - 1]);
    else if (event.key === "Enter" || event.key === " ") select(Number(event.target.dataset.mark), true);
    else return;
    event.preventDefault();
  });
  return { node, select, step, hide, count: order.length };
}

/** The tools above a text: to go through its marks, and to shade its sentences. */
export function textTools(view, annotated) {
  const where = element("span", { class: "where", role: "status" }, annotated.count ? plural(annotated.count, "mark") : "Nothing is marked");
  annotated.node.addEventListener("markchange", (event) => {
    where.textContent = `Mark ${event.detail} of ${annotated.count}`;
  });
  const button = (label, by) => (annotated.count ? element("button", { type: "button", onclick: () => annotated.step(by) }, label) : null);
  const legend = element("p", { class: "legend", hidden: true });
  const switches = SHADES.filter(({ of }) => of(view)?.length).map((shade) => {
    const classes = ["shaded", `by-${shade.name}`];
    const set = (on) => {
      classes.forEach((one) => annotated.node.classList.toggle(one, on));
      made.setAttribute("aria-pressed", String(on));
    };
    const made = element("button", {
      type: "button", "aria-pressed": "false",
      onclick: () => {
        const on = made.getAttribute("aria-pressed") !== "true";
        switches.forEach((other) => other.set(false));
        set(on);
        legend.hidden = !on;
        legend.replaceChildren(...legendOf(shade));
      },
    }, shade.label);
    return { node: made, set };
  });
  const tools = element("div", { class: "tools", role: "group", "aria-label": "Marks in the text" },
    button("Previous mark", -1), button("Next mark", 1), where, switches.map((one) => one.node));
  return [tools, legend];
}

/** What the depths of a shade mean. */
function legendOf({ name, steps, says }) {
  const swatches = (direction, sign) => steps.map((step, at) => element("span", { class: `swatch ${name}-${direction}-${at + 1}` }, `${sign}${step}`));
  return [`Shade, in log-odds: ${says}. `, element("span", { class: "swatches" }, swatches("human", "−").reverse(), swatches("machine", "+"))];
}
