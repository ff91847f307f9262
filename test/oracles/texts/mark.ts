// Compiles a marked text into the text and its gold (`standoff-evidence-gold/1`). In: lines of the notation below.
// Out: text and gold with code point offsets. A marked text is easier to read and to correct than a list of numbers.
//   J kind text    a line that is furniture          P    starts a paragraph (one line of the text)
//   S text         a sentence, after a space          S/   after a line break      S+   with nothing before it (fused)
//   B              an empty line                      ↵    a line break inside a sentence
//   {kind args|content} nests: claim STANCE SPEAKER [neg] [cau] [garbled] [by=A,B], state/adj/cap/person/org ACTOR, date VALUE,
//   rep den mod neg cau (cues), anchor fused quote frag (splices). `@published DATE` goes on top.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Gold, GoldClaim } from "./score.ts";

const CUES: Record<string, string> = {
  rep: "reporting",
  den: "denial",
  mod: "modality",
  neg: "negation",
  cau: "cause",
};
const SPLICES: Record<string, string> = { anchor: "anchor", fused: "fused", quote: "quote", frag: "fragment" };
const ACTORS = new Set(["state", "adj", "cap", "person", "org"]);

export type Marked = { text: string; gold: Gold; published?: string };

/** Offsets count as code points because `out` is an array of them. */
export function compileMarked(source: string): Marked {
  const out: string[] = [];
  const gold: Gold = {
    format: "standoff-evidence-gold/1",
    offsets: "unicode-code-points",
    sha256: "",
    length: 0,
    sentences: [],
    junk: [],
    splices: [],
    mentions: [],
    dates: [],
    cues: [],
    claims: [],
  };
  let published: string | undefined;
  let inParagraph = false;
  const endParagraph = () => {
    if (inParagraph) out.push("\n");
    inParagraph = false;
  };
  for (const line of source.split("\n")) {
    const [head = "", rest = ""] = split(line);
    if (head === "@published") published = rest;
    if (head === "J") {
      endParagraph();
      const [kind = "", text = ""] = split(rest);
      const start = out.length;
      out.push(...text);
      gold.junk.push({ start, end: out.length, kind });
      out.push("\n");
    }
    if (head === "B" || head === "P") endParagraph();
    if (head === "B") out.push("\n");
    if (head === "S" || head === "S/" || head === "S+") {
      if (inParagraph && head !== "S+") out.push(head === "S/" ? "\n" : " ");
      inParagraph = true;
      const start = out.length;
      spans(rest, out, gold);
      gold.sentences.push({ start, end: out.length });
    }
  }
  endParagraph();
  const text = out.join("");
  gold.sha256 = bytesToHex(sha256(new TextEncoder().encode(text)));
  gold.length = out.length;
  for (const layer of [gold.splices, gold.mentions, gold.dates, gold.cues, gold.claims])
    layer.sort((a, b) => a.start - b.start || a.end - b.end);
  return published === undefined ? { text, gold } : { text, gold, published };
}

function split(line: string): [string, string] {
  const at = line.indexOf(" ");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}

function spans(source: string, out: string[], gold: Gold): void {
  const open: { start: number; label: string[] }[] = [];
  const points = [...source];
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    if (point === "{") {
      const bar = points.indexOf("|", i);
      open.push({
        start: out.length,
        label: points
          .slice(i + 1, bar)
          .join("")
          .split(" "),
      });
      i = bar;
    } else if (point === "}") {
      const span = open.pop();
      if (span === undefined) throw new Error(`a } too many: ${source}`);
      record(span.label, span.start, out.length, gold);
    } else out.push(point === "↵" ? "\n" : point);
  }
  if (open.length > 0) throw new Error(`a } is missing: ${source}`);
}

function record([kind = "", ...args]: string[], start: number, end: number, gold: Gold): void {
  if (CUES[kind]) gold.cues.push({ start, end, kind: CUES[kind] });
  else if (SPLICES[kind]) gold.splices.push({ start, end, kind: SPLICES[kind] });
  else if (ACTORS.has(kind)) gold.mentions.push({ start, end, actor: args[0]!, kind });
  else if (kind === "date") gold.dates.push({ start, end, value: args[0]! });
  else if (kind === "claim") gold.claims.push(claim(args, start, end));
  else throw new Error(`unknown mark ${kind}`);
}

function claim([stance = "", speaker = "", ...flags]: string[], start: number, end: number): GoldClaim {
  const by = flags.find((f) => f.startsWith("by="))?.slice(3);
  return {
    start,
    end,
    stance,
    speaker: speaker.replaceAll("_", " "),
    ...(by ? { deniedBy: by.split(",") } : {}),
    ...(flags.includes("neg") ? { negated: true } : {}),
    ...(flags.includes("cau") ? { causal: true } : {}),
    ...(flags.includes("garbled") ? { garbled: true } : {}),
  };
}
