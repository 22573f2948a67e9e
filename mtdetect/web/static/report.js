// The report: reads the facts of all articles when it starts, and the view of one when it is opened.

import { addColourSwitch } from "./colours.js";
import { openReader } from "./reader.js";
import { siteTable } from "./sites.js";

function readFacts(kind) {
  return [...document.querySelectorAll(`#results > [data-${kind}]`)].map((entry) => ({ id: entry.id, ...JSON.parse(entry.dataset[kind]) }));
}

addColourSwitch(document.querySelector(".top"));
const sites = readFacts("site");
openReader(
  document.getElementById("stage"),
  readFacts("article"),
  (id) => JSON.parse(document.getElementById(`${id}-view`).textContent),
  sites.length ? (overview) => siteTable(sites, overview) : null,
);
