// Takes a drafted claim into a model: its lines, as they are, go to the end of the model's claims, with its source where the model does not
// know that text yet (by hash). In: the draft, the file of the model that holds claims and the one that holds sources. Out: all of them, edited;
// in the draft the claim stays as a comment that says where it went.

import { isMap, isScalar, type YAMLMap } from "yaml";
import { type Entry, endOf, entryOf, lineEnd, linesOf, pairOf, sectionOf, splice, topOf } from "./places.ts";
import { setAside } from "./set-aside.ts";
import { setField } from "./set-field.ts";

export type Taking = { files: ReadonlyMap<string, string>; main: string; draft: string; id: string; into: string };
export type Taken = { files: Map<string, string>; draft: string; source: string | undefined } | { refused: string };

const fieldOf = (entry: Entry | undefined, field: string): string | undefined => {
  const value = isMap(entry?.pair.value) ? pairOf(entry.pair.value as YAMLMap, field)?.value : undefined;
  return isScalar(value) ? String(value.value) : undefined;
};

export function takeClaim({ files, main, draft, id, into }: Taking): Taken {
  const entry = entryOf(draft, "claims", id);
  if (!entry) return { refused: `there is no claim \`${id}\`` };
  if ([...files.values()].some((text) => entryOf(text, "claims", id)))
    return {
      refused: `the model has a claim \`${id}\` already; \`standoff claims merge\` is for two that say the same`,
    };
  const named = fieldOf(entry, "source");
  const source = named === undefined ? undefined : sourceFor(files, draft, named);
  if (source && "refused" in source) return source;
  const own = bodyOf(draft, entry);
  const aside = setAside(draft, id, `accepted into ${into}`);
  if (own === undefined)
    return { refused: `\`${id}\` shares a line with other claims; give each claim lines of its own first` };
  if ("refused" in aside) return aside;
  const changed = new Map(files);
  if (source?.add) appendEntry(changed, main, "sources", source.add);
  const claims = appendEntry(changed, main, "claims", own);
  if (source && named !== source.id) {
    const set = setField(changed.get(claims)!, "claims", id, "source", source.id);
    if ("refused" in set) return set;
    changed.set(claims, set.text);
  }
  const out = new Map([...changed].filter(([file, text]) => files.get(file) !== text));
  return { files: out, draft: aside.text, source: source?.add ? source.id : undefined };
}

/** The model's source with the same text, else the draft's own to be added. */
function sourceFor(
  files: ReadonlyMap<string, string>,
  draft: string,
  named: string,
): { id: string; add?: string } | { refused: string } {
  const own = entryOf(draft, "sources", named);
  const hash = fieldOf(own, "sha256");
  for (const text of files.values()) {
    for (const pair of sectionOf(topOf(text), "sources")?.items ?? []) {
      const id = isScalar(pair.key) ? String(pair.key.value) : "";
      if (hash !== undefined && fieldOf(entryOf(text, "sources", id), "sha256") === hash) return { id };
    }
  }
  if ([...files.values()].some((text) => entryOf(text, "sources", named)))
    return own
      ? { refused: `the model has another source called \`${named}\`; read the text again with --id` }
      : { id: named };
  if (!own) return { refused: `neither the draft nor the model has the source \`${named}\`` };
  const add = bodyOf(draft, own);
  return add === undefined
    ? { refused: `the source \`${named}\` shares a line with others; give it lines of its own` }
    : { id: named, add };
}

/** An entry's lines without their indent. */
function bodyOf(text: string, entry: Entry): string | undefined {
  const at = linesOf(text, entry);
  if (!at) return undefined;
  const lines = text.slice(at.from, at.to).replace(/\n$/, "").split("\n");
  return lines.map((line) => line.slice(Math.min(at.column, line.search(/\S|$/)))).join("\n");
}

/** Appends an entry to the section, in the file that has most of it, else in the main one. The file it went to. */
export function appendEntry(files: Map<string, string>, main: string, section: string, body: string): string {
  let best: { file: string; map: YAMLMap } | undefined;
  for (const [file, text] of files) {
    const map = sectionOf(topOf(text), section);
    if (map && !map.flow && map.items.length > (best?.map.items.length ?? 0)) best = { file, map };
  }
  const indent = (column: number) => body.replace(/^(?=.)/gm, " ".repeat(column));
  const file = best?.file ?? main;
  const text = files.get(file)!;
  if (!best) {
    const bare = new RegExp(`^${section}:[ \\t]*(?:\\{\\}[ \\t]*)?(#.*)?$`, "m").exec(text);
    const after = bare
      ? splice(text, [
          {
            from: bare.index,
            to: bare.index + bare[0].length,
            text: `${section}:${bare[1] ? ` ${bare[1]}` : ""}\n${indent(2)}`,
          },
        ])
      : `${text.replace(/\n*$/, "\n")}\n${section}:\n${indent(2)}\n`;
    files.set(file, after);
    return file;
  }
  const first = best.map.items[0]!.key as { range: [number, number, number] };
  const column = first.range[0] - (text.lastIndexOf("\n", first.range[0] - 1) + 1);
  const last = best.map.items.at(-1) as Entry["pair"];
  const at = lineEnd(text, endOf(last.value, last.key));
  const broken = text[at - 1] === "\n";
  files.set(file, splice(text, [{ from: at, to: at, text: `${broken ? "" : "\n"}${indent(column)}\n` }]));
  return file;
}
