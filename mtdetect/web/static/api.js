// Calls of this page's own server, relative to the page, so that they work under any path.

const TRIES = 6; // of a request that the server is too busy for
const BUSY = ["busy", "too_many_requests"]; // kinds of problems that pass; what took too long would do so again
const BATCH = { documents: 20, characters: 400_000 }; // of one request, so that results come soon

/** An answer other than the one asked for; its message is the server's, for people. */
export class ApiError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

async function post(path, body, signal) {
  try {
    return await send(path, "application/json", JSON.stringify(body), signal);
  } catch (error) {
    if (error instanceof ApiError) error.message = nameText(error.message, body);
    throw error;
  }
}

/** A message with the name of a text in place of where it stood in the request: `Pasted text: holds more than ...`. */
function nameText(message, body) {
  return message.replace(/^(?:(\w+)\[(\d+)\]\.)?text(?=: )/, (place, list, at) => (list ? body[list]?.[at] : body)?.id ?? place);
}

/** What a message about a file says to do, by the fields of this page in place of the parameters of a request. */
function nameFields(message) {
  return message.replace(/ by text_key(?=\.?$)/, " in the field “Column of the text”").replace(" by input_format", " by the ending of its name");
}

async function send(path, type, body, signal) {
  for (let tried = 1; ; tried += 1) {
    let response;
    try {
      response = await fetch(path, { method: "POST", headers: { "content-type": type }, body, signal });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ApiError("The server cannot be reached: is mtdetect serve still running?");
    }
    if (response.ok) return response.json();
    const problem = await response.json().catch(() => ({}));
    if (BUSY.includes(problem.error?.kind) && tried < TRIES) {
      await new Promise((resolve) => { setTimeout(resolve, 1000 * (Number(response.headers.get("retry-after")) || 1)); });
      continue;
    }
    throw new ApiError(problem.error?.message ?? `The server answered ${response.status}.`, response.status);
  }
}

/** What the page shows of documents, some at a time: yields lists of `{facts, article}`. */
export async function* score(documents, signal) {
  let [batch, size] = [[], 0];
  for (const one of documents) {
    batch.push(one);
    size += one.text.length;
    if (batch.length >= BATCH.documents || size >= BATCH.characters) {
      yield await scored(batch, signal);
      [batch, size] = [[], 0];
    }
  }
  if (batch.length) yield await scored(batch, signal);
}

async function scored(documents, signal) {
  const answer = await post("v1/score", { documents, view: true }, signal);
  return answer.rows.map((row) => row.view);
}

function sendFile(file, column, options, signal) {
  const query = new URLSearchParams({ name: file.name, text_key: column, ...options });
  return send(`v1/file?${query}`, "application/octet-stream", file, signal);
}

/** What the page shows of all that a file holds; `column` has the texts, where it is a table. */
export async function scoreFile(file, column, signal) {
  const answer = await sendFile(file, column, { view: true }, signal);
  const named = (part) => ({ ...part, headline: nameFields(part.headline) });
  return answer.rows.map(({ view }) => ({ facts: named(view.facts), article: named(view.article) }));
}

/** The documents of a file, each with `id`, and `text` or `error`. */
export async function readFile(file, column, signal) {
  const answer = await sendFile(file, column, { read: true }, signal);
  return answer.documents.map((one) => (one.error ? { ...one, error: { message: nameFields(one.error.message) } } : one));
}

/** What the page shows of a document beside its origin among candidates, and among those of the server. */
export async function match({ id, text }, candidates, signal) {
  const row = await post("v1/match", { id, text, candidates: candidates.length ? candidates.map((one) => ({ id: one.id, text: one.text })) : null, view: true }, signal);
  return row.view;
}

/** The model in use, or null where the server does not say. */
export async function model() {
  try {
    const response = await fetch("v1/model");
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
