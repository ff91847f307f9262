// What a tool answers: the words that a person would have read, and beside them the data, the exit code, the command that gives the same
// numbers, and where in the model stands what was asked about. In: how the verb ran. Out: a result of the protocol.

import type { CallToolResult } from "@modelcontextprotocol/server";
import { z } from "zod";
import { readModel } from "../../language/read-model.ts";
import { EXIT } from "../cli/io.ts";
import { findModel, isFound } from "../files/model-folder.ts";
import type { Ran } from "./run-verb.ts";

/** Larger answers are cut in `text` alone: an assistant's window is small. */
const MOST_TEXT = 60_000;

export const ANSWER = z.object({
  command: z.string().describe("the command line that gives the same numbers"),
  code: z
    .number()
    .int()
    .describe("0 done, 1 the model is wrong, 2 wrong usage, 3 refused, 4 failed outside, 130 stopped"),
  says: z.string().describe("what a person would read"),
  notes: z.string().describe("what is said beside it: problems, that it was stopped"),
  lines: z
    .array(z.object({ id: z.string(), at: z.string() }))
    .describe("where in the model stands what was asked about"),
  data: z.unknown().describe("the same as data, as `--json` prints it"),
});

const quote = (word: string) => (/^[\w./=@:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The file and line of each id of the model that stands among the words. */
function linesOf(folder: string, words: readonly string[]): { id: string; at: string }[] {
  const found = findModel(folder);
  if (!isFound(found)) return [];
  const { model } = readModel(found.main, found.read);
  if (!model) return [];
  const places = [...model.questions, ...model.policies, ...model.actors, ...model.scenarios];
  const ids = words.flatMap((word) => word.replace(/^--[\w-]+=/, "").split(/[=,@]/));
  const asked = new Set([...ids, ...ids.map((id) => id.replace(/\..*$/, ""))]);
  const named = places.filter(({ id }) => asked.has(id));
  const shown = named.length > 0 ? named : model.questions;
  return shown.map(({ id, at }) => ({ id, at: `${at.file}:${at.line}` }));
}

/** The line as a person types it: names before options, where none of them looks like an option. */
function asTyped(words: readonly string[]): readonly string[] {
  const at = words.indexOf("--");
  const names = at < 0 ? [] : words.slice(at + 1);
  if (at < 0 || names.some((name) => name.startsWith("-"))) return words;
  return [...words.slice(0, 2), ...names, ...words.slice(2, at)];
}

export function answerOf(
  ran: Ran,
  words: readonly string[],
  folder: string | undefined,
  named: string,
): CallToolResult {
  const show = (text: string) =>
    folder === undefined ? text : text.replaceAll(`${folder}/`, "").replaceAll(folder, named);
  const command = `standoff ${asTyped(words)
    .map((word) => quote(word === folder ? named : word))
    .join(" ")}`;
  const says = show(ran.text);
  const cut = says.length > MOST_TEXT ? `${says.slice(0, MOST_TEXT)}\n... (cut; the whole stands in \`data\`)\n` : says;
  const notes = show(ran.notes);
  const lines = folder === undefined ? [] : linesOf(folder, words);
  const text = [cut, notes, `Command: ${command}`].filter((part) => part !== "").join("\n");
  return {
    content: [{ type: "text", text }],
    structuredContent: { command, code: ran.code, says: cut, notes, lines, data: ran.data ?? null },
    // A model that is wrong is an answer of `check`, not a failure of it
    isError: ran.code !== EXIT.done && ran.code !== EXIT.stopped && words[0] !== "check",
  };
}

export const refusal = (says: string): CallToolResult => ({ content: [{ type: "text", text: says }], isError: true });
