// Sets a claim aside and brings it back. In: the text of a model file. Out: the text with the claim's own lines as comments under a line that says
// why, at the place where it stood; nothing is lost, and `restore` turns exactly these lines back.

import { type Edited, entryOf, lineEnd, linesOf, pairOf, plainOf, splice, topOf } from "./places.ts";

/** `why`: "rejected", "rejected: hearsay", "merged into closed". One line. */
export function setAside(text: string, id: string, why: string): Edited {
  const entry = entryOf(text, "claims", id);
  if (!entry) return { refused: `there is no claim \`${id}\`` };
  const at = linesOf(text, entry);
  if (!at) return { refused: `\`${id}\` shares a line with other claims; give each claim lines of its own first` };
  const pad = " ".repeat(at.column);
  const own = text.slice(at.from, at.to).replace(/\n$/, "").split("\n");
  const lines = own.map((line) => `${pad}# ${line.slice(Math.min(at.column, line.search(/\S|$/)))}`.trimEnd());
  const broken = text.slice(at.from, at.to).endsWith("\n") ? "\n" : "";
  const aside = `${pad}# ${why.replace(/\s+/g, " ").trim()}\n${lines.join("\n")}${broken}`;
  const splices = [{ from: at.from, to: at.to, text: aside }];
  // A section with nothing in it is no section: it says so
  if (entry.map.items.length === 1) splices.push({ ...emptied(text), text: " {}" });
  const after = splice(text, splices);
  const left = plainOf(after) as { claims?: object } | null;
  return left?.claims && !(id in left.claims)
    ? { text: after }
    : { refused: `\`${id}\` is written in a way that cannot be set aside in place; edit it by hand` };
}

/** Behind the colon of `claims:`. */
function emptied(text: string): { from: number; to: number } {
  const at = text.indexOf(":", pairOf(topOf(text), "claims")!.key.range![1]) + 1;
  return { from: at, to: at };
}

const WHY = "(?:rejected|merged into|accepted into)[^\\n]*";

/** The claims that were set aside in a text, and why. */
export const asideIn = (text: string): { id: string; why: string }[] =>
  [...text.matchAll(new RegExp(`^( *)# (${WHY})\\n\\1# ["']?(\\w+)["']?:`, "gm"))].map((found) => ({
    id: found[3]!,
    why: found[2]!,
  }));

const escaped = (id: string) => id.replace(/[^\w]/g, "\\$&");

/** Brings back what `setAside` set aside, by the claim's name. */
export function restore(text: string, id: string): Edited {
  const head = new RegExp(`^( *)# ${WHY}\\n\\1# (?:${escaped(id)}|"${escaped(id)}"|'${escaped(id)}'):`, "m").exec(text);
  if (!head) return { refused: `no claim \`${id}\` was set aside here` };
  if (entryOf(text, "claims", id)) return { refused: `there is a claim \`${id}\` again already` };
  const pad = head[1]!;
  let at = lineEnd(text, head.index + 1);
  const lines: string[] = [];
  while (at < text.length) {
    const end = lineEnd(text, at + 1);
    const line = text.slice(at, end).replace(/\n$/, "");
    const inner = line.startsWith(`${pad}#`) ? line.slice(pad.length + 1).replace(/^ /, "") : undefined;
    // The next claim that was set aside, or another comment, begins at the same column
    if (inner === undefined || (lines.length > 0 && /^\S/.test(inner))) break;
    lines.push(inner === "" ? "" : pad + inner);
    at = end;
  }
  const splices = [{ from: head.index, to: at, text: `${lines.join("\n")}\n` }];
  const value = pairOf(topOf(text), "claims")?.value?.range;
  if (value && text.slice(value[0], value[1]).replace(/\s/g, "") === "{}")
    splices.push({ from: value[0] - 1, to: value[1], text: "" });
  const after = splice(text, splices);
  return entryOf(after, "claims", id) ? { text: after } : { refused: `the lines of \`${id}\` can no longer be read` };
}
