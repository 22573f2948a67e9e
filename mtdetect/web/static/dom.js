// Elements and drawings. All text becomes text nodes: nothing in these modules parses markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element; attributes that begin with `on` are listeners, true is an empty attribute, false and null are left out. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A path as nodes that may be broken behind its slashes, rather than in a name. */
export function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part, at) => (at ? [element("wbr"), part] : [part]));
}

/** A message as nodes: what stands between backticks is code. */
export function withCode(message) {
  return message.split(/`([^`]*)`/).map((part, at) => (at % 2 ? element("code", {}, part) : part));
}

/** A number with a sign, `+0.8` or `−0.8`. */
export function signed(number, digits = 1) {
  const fixed = Math.abs(number).toFixed(digits);
  return `${number < 0 && Number(fixed) !== 0 ? "−" : "+"}${fixed}`;
}

/** `1 mark`, `1,000 marks`. */
export function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The side that log-odds speak for, as a class. */
export function side(weight) {
  if (weight === null || weight === undefined || Math.abs(weight) < 0.005) return "neutral";
  return weight > 0 ? "machine" : "human";
}

const SHAPES = {
  translated: "M8 2 15 14 1 14Z",
  unsure: "M8 1 15 8 8 15 1 8Z",
  human: "M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14Z",
  abstained: "M2 6h12v4H2Z",
  unreadable: "M3 1 8 6 13 1 15 3 10 8 15 13 13 15 8 10 3 15 1 13 6 8 1 3Z",
  excused: "M2 7 6 11 14 2 14 6 6 15 2 11Z",
};

/** The shape of an answer: each has its own, so that colour is not needed. */
export function shape(answer) {
  return drawn("svg", { class: `shape ${answer}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    drawn("path", { d: SHAPES[answer] ?? SHAPES.abstained }));
}
