// What a text itself shows of its way here: characters already lost, letters of a wrong encoding, marks that turn the order of
// reading round. In: the text. Out: warnings. Positions count all of these characters, so they stay exact.

import type { Problem } from "../../base/problem.ts";
import { say } from "./say.ts";

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length;

const SIGNS: { code: string; is: RegExp; says: (n: number) => string; mend?: string }[] = [
  {
    code: "text-lost-characters",
    is: /\ufffd/g,
    says: (n) => `${n} ${n === 1 ? "character was" : "characters were"} lost before the text came here (U+FFFD)`,
    mend: "look for a copy in its own encoding",
  },
  {
    code: "text-mojibake",
    is: /â€[™œ\u009d“”˜\u0153\u2122¦"]|Ã[©¨¼¶¤±§\u00a0-\u00bf]|Ð[\u00a0-\u00bf]Ð|â\u0080[\u0090-\u00bf]/g,
    says: (n) => `${n} ${n === 1 ? "place looks" : "places look"} like UTF-8 that was read as another encoding`,
    mend: "look for a clean copy: names and quotation marks are not found in such places",
  },
  {
    code: "text-direction",
    is: /[\u202a-\u202e\u2066-\u2069]/g,
    says: (n) =>
      `${n} invisible ${n === 1 ? "mark changes" : "marks change"} the direction of reading: what a screen shows may not be the order of the text`,
  },
  {
    code: "text-control",
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    is: /[\u0000-\u0008\u000e-\u001f]/g,
    says: (n) => `${n} control ${n === 1 ? "character stands" : "characters stand"} in it`,
  },
];

export function damageIn(text: string, name: string): Problem[] {
  const problems: Problem[] = [];
  for (const { code, is, says, mend } of SIGNS) {
    let n = 0;
    let first = -1;
    for (const match of text.matchAll(is)) {
      if (n === 0) first = match.index;
      n++;
    }
    if (n > 0) problems.push(say.warning(code, name, says(n), mend, lineOf(text, first)));
  }
  if (!/\p{L}/u.test(text))
    problems.push(say.warning("text-no-letters", name, "it has no letters, so it claims nothing"));
  return problems;
}
