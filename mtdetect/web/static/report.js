// The report: reads the facts of all articles when it starts, and the view of one when it is opened.

import { addColourSwitch } from "./colours.js";
import { openReader } from "./reader.js";
import { siteTable } from "./sites.js";

// Taken out of the page, so that tens of thousands of articles do not slow down what is drawn.
const results = document.getElementById("results");
results.remove();

function readFacts(kind) {
  return [...results.querySelectorAll(`:scope > [data-${kind}]`)].map((entry) => ({ id: entry.id, ...JSON.parse(entry.dataset[kind]) }));
}

const views = new Map([...results.querySelectorAll("script")].map((entry) => [entry.id, entry]));

addColourSwitch(document.querySelector(".top"));
const sites = readFacts("site");
openReader(
  document.getElementById("stage"),
  readFacts("article"),
  (id) => JSON.parse(views.get(`${id}-view`).textContent),
  sites.length ? (overview) => siteTable(sites, overview) : null,
);
