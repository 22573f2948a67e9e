// A table of many rows that sorts by its columns; only one page of rows is in the document at a time.

import { element, plural } from "./dom.js";

const PAGE = 100; // rows

/**
 * A table of `columns`: `name`, `label`, `value(row)` to sort by, `cell(row)` to show, null where there is nothing, and
 * `falls` where the first click sorts from the highest. `atOnce` rows stand on a page. `show(rows)` shows other rows, in the order that is set; `order()` gives them all.
 */
export function sortedTable(caption, columns, noun, sorted, atOnce = PAGE) {
  let [rows, first, shownAt, { name: by, falls }] = [[], 0, atOnce, sorted];
  const body = element("tbody");
  const heads = columns.map((column) => element("th", { scope: "col", class: column.name, "data-column": column.name },
    element("button", { type: "button", onclick: () => sortBy(column) }, column.label, element("span", { class: "arrow", "aria-hidden": "true" }))));
  const table = element("table", { class: "sorted" }, element("caption", {}, caption), element("thead", {}, element("tr", {}, heads)), body);
  const where = element("span", { role: "status", class: "where" });
  const button = (label, move) => element("button", { type: "button", onclick: () => { first = Math.max(0, first + move); draw(); table.scrollIntoView({ block: "nearest" }); } }, label);
  const [back, on] = [button("Previous page", -atOnce), button("Next page", atOnce)];
  const pager = element("div", { class: "pager" }, back, where, on);

  function sortBy(column) {
    falls = by === column.name ? !falls : Boolean(column.falls);
    by = column.name;
    arrange();
  }
  function arrange() {
    const { value } = columns.find((column) => column.name === by);
    const sign = falls ? -1 : 1;
    const keyed = rows.map((row, at) => [value(row), at, row]);
    keyed.sort((a, b) => compare(a[0], b[0], sign) || a[1] - b[1]);
    rows = keyed.map((one) => one[2]);
    first = 0;
    draw();
  }
  function draw() {
    heads.forEach((head, at) => {
      if (columns[at].name === by) head.setAttribute("aria-sort", falls ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const page = rows.slice(first, first + shownAt);
    body.replaceChildren(...page.map((row) => element("tr", {}, columns.map((column) => cellOf(column, row)))));
    where.textContent = rows.length ? `${(first + 1).toLocaleString("en")}–${(first + page.length).toLocaleString("en")} of ${plural(rows.length, noun)}` : `No ${noun} fits`;
    back.disabled = first === 0;
    on.disabled = first + page.length >= rows.length;
    pager.classList.toggle("single", rows.length <= shownAt);
  }
  const all = (whole) => {
    shownAt = whole ? Infinity : atOnce;
    draw();
  };
  return { node: element("div", { class: "tabled" }, table, pager), show: (given) => { rows = [...given]; arrange(); }, order: () => rows, all };
}

const NONE = "–"; // stands in a cell that has nothing

function cellOf(column, row) {
  const shown = column.cell(row) ?? NONE;
  return element("td", { class: `${column.name}${shown === NONE ? " none" : ""}`, "data-label": column.label }, shown);
}

/** What has no value comes last in either order. */
function compare(a, b, sign) {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return (a < b ? -1 : 1) * sign;
}
