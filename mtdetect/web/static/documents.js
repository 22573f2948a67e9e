// What is pasted, dropped or chosen, and what stands for a file that could not be read. Files go to this page's own
// server as they are, which reads them as the command does; nothing is read or kept here.

import { ApiError } from "./api.js";

const TABLES = /\.(csv|tsv|jsonl|ndjson|json)(\.gz|\.zst)?$/i;

/** Whether a file is a table, whose texts stand in a column. */
export function isTable(file) {
  return TABLES.test(file.name);
}

/** What is shown of a file that could not be read: the same as for an unreadable input of a report. */
export function unreadable(id, problem) {
  const headline = `could not be read: ${problem}`;
  return {
    facts: { name: id, answer: "unreadable", headline, likelihood: null, share: null, words: null, rules: [] },
    article: { name: id, answer: "unreadable", headline: `${headline[0].toUpperCase()}${headline.slice(1)}.`, notes: [] },
  };
}

/** What `ask` gives of a file; where the server refuses the file itself, what `refused` makes of its message. */
export async function ofFile(file, limit, ask, refused) {
  if (limit && file.size > limit) return refused(`holds more than ${limit.toLocaleString("en")} bytes: split it, or use the command mtdetect score`);
  try {
    return await ask(file);
  } catch (error) {
    if (error instanceof ApiError && [413, 422].includes(error.status)) return refused(error.message.replace(`${file.name}: `, ""));
    throw error;
  }
}
