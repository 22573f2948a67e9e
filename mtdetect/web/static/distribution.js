// Where articles stand among human ones. Places are normal scores of the human share: human articles of any length
// stand about 0 with a deviation of 1, so that the curve of human articles is always the same.

import { drawn, element, shape } from "./dom.js";

const LEFT = -2.75;
const RIGHT = 3.5;
const TICKS = [[-1.2816, "9 in 10"], [0, "half"], [1.2816, "1 in 10"], [2.3263, "1 in 100"], [3.0902, "1 in 1,000"]];
const BIN = 0.25;
const STACK = ["human", "unsure", "translated"];
const NAMES = { human: "likely human", unsure: "unsure", translated: "likely translated" };

function scaled(width) {
  return (place) => ((Math.min(Math.max(place, LEFT), RIGHT) - LEFT) / (RIGHT - LEFT)) * width;
}

function density(place) {
  return Math.exp(-place * place / 2) / Math.sqrt(2 * Math.PI);
}

function curve(x, y, from, to) {
  const points = [];
  for (let step = 0; step <= 60; step += 1) {
    const place = from + ((to - from) * step) / 60;
    points.push(`${x(place).toFixed(1)} ${y(density(place)).toFixed(1)}`);
  }
  return points;
}

/** The axis; on a narrow drawing the last tick's name stands to the right, so that names do not touch. */
function axis(x, width, height) {
  const narrow = width < 400;
  return [
    drawn("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }),
    ...TICKS.map(([place, name], at) => [place, name, narrow && at === TICKS.length - 1]).map(([place, name, aside]) => drawn("g", {},
      drawn("line", { class: "axis", x1: x(place), x2: x(place), y1: height, y2: height + 4 }),
      drawn("text", { x: x(place) - (aside ? 9 : 0), y: height + 16, "text-anchor": aside ? "start" : "middle" }, name))),
  ];
}

/** The curve of human articles, with one article's place in it; `share` says in words how many score as high. */
export function placeAmongHumans(place, share) {
  const [width, height] = [320, 88];
  const x = scaled(width);
  const y = (value) => height - (value / density(0)) * (height - 14);
  const tail = curve(x, y, Math.max(place, LEFT), RIGHT);
  const anchor = place > 1.5 ? "end" : "start";
  return element("figure", { class: "distribution" },
    drawn("svg", { viewBox: `-8 0 ${width + 44} ${height + 22}`, role: "img", "aria-label": `Human articles of this length as a curve; this article stands where ${share}.` },
      drawn("path", { class: "humans", d: `M${curve(x, y, LEFT, RIGHT).join("L")}L${width} ${height}L0 ${height}Z` }),
      drawn("path", { class: "tail", d: `M${tail.join("L")}L${width} ${height}L${x(place)} ${height}Z` }),
      drawn("line", { class: "here", x1: x(place), x2: x(place), y1: 12, y2: height }),
      drawn("path", { class: "pin", d: `M${x(place) - 5} 4h10l-5 9Z` }),
      drawn("text", { class: "label", x: x(place) + (anchor === "end" ? -9 : 9), y: 12, "text-anchor": anchor }, "this article"),
      ...axis(x, width, height)),
    element("figcaption", {}, "The curve: human articles of this length, by how many of them score as high. ", element("strong", {}, `${share[0].toUpperCase()}${share.slice(1)}.`)));
}

/** The counts of articles by place and answer, against the curve that they would follow if all were human. */
export function histogram(articles) {
  const judged = articles.filter((one) => one.place !== undefined && one.place !== null);
  if (judged.length < 2) return null;
  const bins = new Map();
  for (const one of judged) {
    const at = Math.floor((Math.min(Math.max(one.place, LEFT), RIGHT - BIN) - LEFT) / BIN);
    const bin = bins.get(at) ?? { translated: 0, unsure: 0, human: 0 };
    bin[one.verdict] = (bin[one.verdict] ?? 0) + 1;
    bins.set(at, bin);
  }
  const total = (bin) => STACK.reduce((sum, verdict) => sum + bin[verdict], 0);
  const [width, height] = [innerWidth < 640 ? 340 : 640, 150];
  const most = Math.max(judged.length * density(0) * BIN, ...[...bins.values()].map(total));
  const x = scaled(width);
  const y = (count) => height - (count / most) * (height - 8);
  const bars = [...bins].map(([at, bin]) => {
    const from = x(LEFT + at * BIN);
    const wide = x(LEFT + (at + 1) * BIN) - from;
    let done = 0;
    return STACK.filter((verdict) => bin[verdict]).map((verdict) => {
      const low = y(done);
      done += bin[verdict];
      return drawn("rect", { class: `bin ${verdict}`, x: from + 1, width: Math.max(wide - 2, 1), y: y(done), height: Math.max(low - y(done), 1) });
    });
  });
  const rare = judged.filter((one) => one.place >= 2.3263).length;
  const expected = judged.length < 100 ? "fewer than 1" : `about ${Math.round(judged.length / 100).toLocaleString("en")}`;
  const summary = `Of ${judged.length.toLocaleString("en")} judged articles ${rare.toLocaleString("en")} ${rare === 1 ? "stands" : "stand"} where at most 1 in 100 human articles do; if all were human, ${expected} would.`;
  return element("figure", { class: "distribution wide" },
    drawn("svg", { viewBox: `-8 0 ${width + 44} ${height + 22}`, role: "img", "aria-label": summary },
      bars.flat(),
      drawn("path", { class: "expected", d: `M${curve(x, (value) => y(value * judged.length * BIN), LEFT, RIGHT).join("L")}` }),
      ...axis(x, width, height)),
    element("figcaption", {},
      element("span", { class: "key" }, "In a bar, from below: ", STACK.map((verdict) => element("span", {}, shape(verdict), ` ${NAMES[verdict]}`))),
      "Bars: the articles here, by how many human articles of their length score as high. Dashed line: where they would stand if all were human. ", element("strong", {}, summary)));
}
