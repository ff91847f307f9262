// What the page is opened with: it stands in the page itself, as data, put there by the server or by whoever saved it as one file.

import type { Files, Reading } from "../worker/protocol.ts";
import type { Doc } from "./doc.ts";

export type StoredAnswer = { question: string; sentence: string; runs: number; seed: number };

export type Boot = {
  /** The folder as the person named it: for the commands that the page shows. */
  folder: string;
  main: string;
  files: Files;
  /** Texts of sources that are at hand; never shared unless asked for. */
  texts: Files;
  /** The files read already, so that the page need not wait for its own reader: the server has the same one. */
  read?: Reading | undefined;
  /** Bundled standoffs to begin with, where the folder is empty. */
  starts: { id: string; title: string; files: Files }[];
  /** Whether a server stands behind the page that can write files. */
  canSave: boolean;
  version: string;
  stored: readonly StoredAnswer[];
  /** In a page saved as one file: the levers as they were. */
  doc?: Partial<Doc> | undefined;
  question?: string | undefined;
};

const EMPTY: Boot = {
  folder: ".",
  main: "standoff.yaml",
  files: {},
  texts: {},
  starts: [],
  canSave: false,
  version: "",
  stored: [],
};

/** Reads the page's data; a page without any is an empty folder. */
export function readBoot(document: Document): Boot {
  const text = document.getElementById("standoff-data")?.textContent ?? "";
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null ? { ...EMPTY, ...(data as Partial<Boot>) } : EMPTY;
  } catch {
    return EMPTY;
  }
}
