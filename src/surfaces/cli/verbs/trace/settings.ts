// How `--text source=file` is read.

import { InvalidArgumentError } from "commander";

export function textOf(text: string, before: [string, string][]): [string, string][] {
  const at = text.indexOf("=");
  if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError("Write it as op_ed=PATH.");
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}
