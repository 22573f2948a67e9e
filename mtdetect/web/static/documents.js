// From what is pasted or dropped to documents for the API. Files are read here and sent to this page's own server only.

const TEXTS = /\.(txt|text|md|markdown)$/i;
const LINES = /\.(jsonl|ndjson)$/i;
const KINDS = ".txt, .md or .jsonl";

/** The documents of a file, as `{id, text}`, or `{id, problem}` where it cannot be read. */
export async function documentsOf(file) {
  const lines = LINES.test(file.name);
  if (!lines && !TEXTS.test(file.name) && file.type !== "text/plain") {
    return [{ id: file.name, problem: `is not ${KINDS}: save its text as .txt, or score it by the command mtdetect score` }];
  }
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    return [{ id: file.name, problem: error instanceof TypeError ? "is not UTF-8: save it so" : "could not be read: try again" }];
  }
  return lines ? rowsOf(file.name, text) : [{ id: file.name, text }];
}

function rowsOf(name, text) {
  return text.split("\n").map((line, at) => [line.trim(), `${name}:${at + 1}`]).filter(([line]) => line).map(([line, id]) => {
    try {
      const row = JSON.parse(line);
      if (typeof row.text === "string") return { id: row.id === undefined || row.id === null ? id : String(row.id), text: row.text };
      return { id, problem: "has no text: name the column text" };
    } catch {
      return { id, problem: "is not JSON: mend the line" };
    }
  });
}
