// A link that carries the changes, and the model where it is small, after `#`: no server ever sees it. Deflated JSON in base64url with the
// number of its form in front. A link is a stranger's text: whatever it holds is checked for its shape and size before it is used, and an
// unknown form is said, never guessed at.

import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import type { Files, Moved } from "../worker/protocol.ts";
import type { Doc, Pin } from "./doc.ts";

export type Shared = {
  /** The standoff's title, to say what a link is of. */
  title: string;
  /** Hash of the model it was made with. */
  model: string;
  version: string;
  question: string;
  seed: number;
  runs: number;
  doc: Doc;
  /** The model's files, where they travel with the link. */
  files?: Files | undefined;
  main?: string | undefined;
};

const FORM = "1";
/** Longer links are cut by some programs: beyond it a file is offered. */
export const LONGEST_LINK = 30_000;
const MOST_BYTES = 2_000_000;

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const four = [n >> 18, (n >> 12) & 63, (n >> 6) & 63, n & 63].slice(0, Math.min(4, bytes.length - i + 1));
    for (const six of four) text += BASE64[six];
  }
  return text;
}

function fromBase64(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, value, at] = [0, 0, 0];
  for (const c of text) {
    const six = BASE64.indexOf(c);
    if (six < 0) return undefined;
    value = ((value << 6) | six) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 255;
    }
  }
  return bytes.subarray(0, at);
}

export const linkOf = (shared: Shared): string =>
  `#${FORM}.${toBase64(deflateSync(strToU8(JSON.stringify(shared)), { level: 9 }))}`;

export type LinkRead = { shared: Shared } | { says: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((v) => typeof v === "string");
const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((v) => typeof v === "string");

function movedFrom(value: unknown): Moved | undefined {
  if (!isRecord(value) || !isNames(value.scenarios) || !isTexts(value.set) || !isTexts(value.hold)) return undefined;
  return { scenarios: value.scenarios, set: value.set, hold: value.hold };
}

function docFrom(value: unknown): Doc | undefined {
  const moved = movedFrom(value);
  if (!moved || !isRecord(value) || !isTexts(value.edits) || !Array.isArray(value.pins)) return undefined;
  const pins = value.pins.slice(0, 4).map((pin: unknown): Pin | undefined => {
    const own = isRecord(pin) ? movedFrom(pin.moved) : undefined;
    return own && isRecord(pin) && typeof pin.name === "string"
      ? { name: pin.name.slice(0, 80), moved: own }
      : undefined;
  });
  return { ...moved, edits: value.edits, pins: pins.filter((pin) => pin !== undefined) };
}

function sharedFrom(value: unknown): Shared | undefined {
  if (!isRecord(value)) return undefined;
  const doc = docFrom(value.doc);
  const { title, model, version, question, seed, runs, files, main } = value;
  const texts = [title, model, version, question];
  if (!doc || !texts.every((t) => typeof t === "string")) return undefined;
  const isCount = (n: unknown, most: number): n is number =>
    Number.isInteger(n) && (n as number) >= 0 && (n as number) <= most;
  if (!isCount(seed, 4294967295) || !isCount(runs, 100_000) || runs < 1) return undefined;
  if (files !== undefined && !isTexts(files)) return undefined;
  const [t, m, v, q] = texts as [string, string, string, string];
  return {
    title: t,
    model: m,
    version: v,
    question: q,
    seed,
    runs,
    doc,
    files,
    ...(typeof main === "string" && { main }),
  };
}

/** Inflates no more than MOST_BYTES, however the text was made. */
function inflated(bytes: Uint8Array): string | undefined {
  try {
    const out = inflateSync(bytes, { out: new Uint8Array(MOST_BYTES) });
    return out.length >= MOST_BYTES ? undefined : strFromU8(out);
  } catch {
    return undefined;
  }
}

/** Undefined where there is no link at all. */
export function readLink(hash: string): LinkRead | undefined {
  const found = /^#(\d+)\.([\w-]*)$/.exec(hash);
  if (!found) return undefined;
  if (found[1] !== FORM) {
    return {
      says: `This link was written by another version of Standoff (form ${found[1]}; this page reads form ${FORM}). Nothing is played from it.`,
    };
  }
  const bytes = fromBase64(found[2]!);
  const text = bytes && inflated(bytes);
  if (text === undefined) return { says: "This link is cut off or damaged. Nothing is played from it." };
  try {
    const shared = sharedFrom(JSON.parse(text));
    return shared ? { shared } : { says: "This link does not hold what it should. Nothing is played from it." };
  } catch {
    return { says: "This link is cut off or damaged. Nothing is played from it." };
  }
}
