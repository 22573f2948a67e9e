// The page of `mtdetect serve`: paste or drop texts, and see what the report shows of each. Nothing is kept.

import { ApiError, match, model, score } from "./api.js";
import { addColourSwitch } from "./colours.js";
import { documentsOf } from "./documents.js";
import { element, plural } from "./dom.js";
import { openReader } from "./reader.js";

const [form, stage, status, stop] = ["check", "stage", "status", "stop"].map((id) => document.getElementById(id));
const inputs = {
  article: { text: form.elements.article, files: form.elements.files, list: document.getElementById("files-chosen"), chosen: [] },
  origin: { text: form.elements.origin, files: form.elements["origin-files"], list: document.getElementById("origins-chosen"), chosen: [] },
};
let reader = null;
let running = null;

function say(message, wrong = false) {
  status.textContent = message;
  status.classList.toggle("wrong", wrong);
}

/** Lists the files that are chosen, each with a button that leaves it out. */
function showChosen(input) {
  input.list.replaceChildren(...input.chosen.map((file, at) => element("li", {}, file.name, " ", element("button", {
    type: "button", class: "link", "aria-label": `Leave out ${file.name}`,
    onclick: () => {
      input.chosen.splice(at, 1);
      showChosen(input);
      input.files.focus();
    },
  }, "leave out"))));
}

function addFiles(input, files) {
  input.chosen.push(...files);
  showChosen(input);
  say(`${plural(input.chosen.length, "file")} chosen.`);
}

async function documentsIn(input, name) {
  const text = input.text.value.toWellFormed?.() ?? input.text.value; // half a character is none, and JSON of it no text
  const pasted = text.trim() ? [{ id: name, text }] : [];
  const read = await Promise.all(input.chosen.map(documentsOf));
  return [...pasted, ...read.flat()];
}

/** What stands for a file that could not be read: the same as for an unreadable input of a report. */
function unreadable({ id, problem }) {
  const headline = `could not be read: ${problem}`;
  return {
    facts: { name: id, answer: "unreadable", headline, likelihood: null, share: null, words: null, rules: [] },
    article: { name: id, answer: "unreadable", headline: `${headline[0].toUpperCase()}${headline.slice(1)}.`, notes: [] },
  };
}

async function* judge(documents, candidates, signal) {
  if (!candidates.length) {
    yield* score(documents, signal);
    return;
  }
  for (const one of documents) yield [await match(one, candidates, signal)];
}

async function check() {
  const documents = await documentsIn(inputs.article, "Pasted text");
  const candidates = (await documentsIn(inputs.origin, "Suspected origin")).filter((one) => one.text?.trim());
  if (!documents.length) {
    say("There is no text yet: paste an article, or choose files.", true);
    inputs.article.text.focus();
    return;
  }
  const readable = documents.filter((one) => one.text !== undefined);
  const found = documents.filter((one) => one.problem).map(unreadable);
  running = new AbortController();
  stop.hidden = false;
  say(`Reading ${plural(readable.length, "article")}…`);
  try {
    for await (const views of judge(readable, candidates, running.signal)) {
      found.push(...views);
      if (readable.length > 1) say(`${found.length.toLocaleString("en")} of ${plural(documents.length, "article")} read…`);
    }
    say(`${plural(found.length, "article")} read.`);
  } catch (error) {
    if (error.name !== "AbortError" && !(error instanceof ApiError)) throw error;
    const part = found.length ? ` Shown is what was read until then: ${plural(found.length, "article")}.` : "";
    say(`${error.name === "AbortError" ? "Stopped." : error.message}${part}`, error.name !== "AbortError");
  } finally {
    running = null;
    stop.hidden = true;
  }
  if (found.length) show(found);
}

function show(found) {
  reader?.close();
  history.replaceState(null, "", location.pathname + location.search);
  const views = new Map(found.map((one, at) => [`a${at + 1}`, one.article]));
  reader = openReader(stage, found.map((one, at) => ({ ...one.facts, id: `a${at + 1}` })), (id) => views.get(id));
  form.classList.add("done");
  const heading = stage.querySelector("h2");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function clear() {
  reader?.close();
  reader = null;
  for (const input of Object.values(inputs)) {
    input.chosen = [];
    showChosen(input);
  }
  stage.replaceChildren();
  form.classList.remove("done");
  history.replaceState(null, "", location.pathname + location.search);
  say("");
  inputs.article.text.focus();
}

async function nameModel() {
  const found = await model();
  if (found?.signature) document.getElementById("model").textContent = `Signature: ${found.signature}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!running) check();
});
form.addEventListener("reset", () => setTimeout(clear));
stop.addEventListener("click", () => running?.abort());
for (const input of Object.values(inputs)) {
  input.files.addEventListener("change", () => {
    addFiles(input, input.files.files);
    input.files.value = "";
  });
}
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("dragged");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("dragged");
});
addEventListener("drop", (event) => {
  form.classList.remove("dragged");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  const input = event.target.closest?.("[data-input=origin]") ? inputs.origin : inputs.article;
  addFiles(input, event.dataTransfer.files);
  if (input === inputs.article && !running) check();
});
addColourSwitch(document.querySelector(".top"));
nameModel();
