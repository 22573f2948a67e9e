// The page of `mtdetect serve`: paste or drop texts, and see what the report shows of each. Nothing is kept.

import { ApiError, match, model, readFile, score, scoreFile } from "./api.js";
import { addColourSwitch } from "./colours.js";
import { isTable, ofFile, unreadable } from "./documents.js";
import { element, plural } from "./dom.js";
import { openReader } from "./reader.js";

const [form, stage, status, stop] = ["check", "stage", "status", "stop"].map((id) => document.getElementById(id));
const column = document.getElementById("column");
const index = document.getElementById("index");
const inputs = {
  article: { text: form.elements.article, files: form.elements.files, list: document.getElementById("files-chosen"), chosen: [] },
  origin: { text: form.elements.origin, files: form.elements["origin-files"], list: document.getElementById("origins-chosen"), chosen: [] },
};
const AT_ONCE = 4; // files
let reader = null;
let running = null;
let largest = 0; // bytes of a file that the server takes, where it says so

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
  column.hidden = !Object.values(inputs).some(({ chosen }) => chosen.some(isTable));
}

function addFiles(input, files) {
  input.chosen.push(...files);
  showChosen(input);
  say(`${plural(input.chosen.length, "file")} chosen.`);
}

function pastedIn(input, name) {
  const text = input.text.value.toWellFormed?.() ?? input.text.value; // half a character is none, and JSON of it no text
  return text.trim() ? [{ id: name, text }] : [];
}

const looksInIndex = () => !index.hidden && form.elements.indexed.checked;
const columnOf = () => form.elements.column.value.trim() || "text";

/** Views of what is pasted and of each file, some files at once, in their order. */
async function* judge(signal) {
  yield* score(pastedIn(inputs.article, "Pasted text"), signal);
  yield* inOrder(inputs.article.chosen, (file) => ofFile(file, largest, (one) => scoreFile(one, columnOf(), signal), (problem) => [unreadable(file.name, problem)]));
}

/** Views of the same, each beside its origin among the candidates. */
async function* compareAll(signal) {
  const read = (file) => ofFile(file, largest, (one) => readFile(one, columnOf(), signal), (message) => [{ id: file.name, error: { message } }]);
  const candidates = pastedIn(inputs.origin, "Suspected origin");
  for await (const found of inOrder(inputs.origin.chosen, read)) candidates.push(...found.filter((one) => one.text?.trim()));
  if (!candidates.length && !looksInIndex()) throw new ApiError("None of the candidates could be read: choose others, or paste the article.");
  for (const one of pastedIn(inputs.article, "Pasted text")) yield [await match(one, candidates, signal)];
  for await (const found of inOrder(inputs.article.chosen, read)) {
    for (const one of found) yield [one.error ? unreadable(one.id, one.error.message) : await match(one, candidates, signal)];
  }
}

/** What `work` gives of each item, in order; some are worked on at once. */
async function* inOrder(items, work) {
  const running = items.slice(0, AT_ONCE).map(work);
  running.forEach((one) => one.catch(() => {})); // seen where it is waited for
  for (let at = 0; at < items.length; at += 1) {
    yield await running[at];
    if (running.length < items.length) {
      running.push(work(items[running.length]));
      running.at(-1).catch(() => {});
    }
  }
}

async function check() {
  const pasted = pastedIn(inputs.article, "").length;
  if (!pasted && !inputs.article.chosen.length) {
    say("There is no text yet: paste an article, or choose files.", true);
    inputs.article.text.focus();
    return;
  }
  const found = [];
  running = new AbortController();
  stop.hidden = false;
  say(`Reading ${inputs.article.chosen.length ? plural(pasted + inputs.article.chosen.length, "file") : "1 article"}…`);
  const hasCandidates = pastedIn(inputs.origin, "").length || inputs.origin.chosen.length || looksInIndex();
  try {
    for await (const views of (hasCandidates ? compareAll : judge)(running.signal)) {
      found.push(...views);
      if (inputs.article.chosen.length) say(`${plural(found.length, "article")} read…`);
    }
    const unread = found.filter(({ facts }) => facts.answer === "unreadable").length;
    say(`${plural(found.length - unread, "article")} read${unread ? `, ${unread.toLocaleString("en")} could not be` : ""}.`);
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
  stage.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
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
  largest = found?.limits?.body_bytes ?? 0;
  if (found?.candidates) {
    document.getElementById("index-size").textContent = plural(found.candidates, "article");
    index.hidden = false;
  }
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
