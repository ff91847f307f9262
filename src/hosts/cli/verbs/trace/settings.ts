// How `--text source=file` and `--line source:line` are read.

import { InvalidArgumentError } from "commander";

export function textOf(text: string, before: [string, string][]): [string, string][] {
  const at = text.indexOf("=");
  if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError("Write it as op_ed=PATH.");
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

export function lineOf(text: string): [string, number] {
  const [, source, line] = /^(.+):(\d{1,7})$/.exec(text) ?? [];
  if (source === undefined || Number(line) < 1)
    throw new InvalidArgumentError("Write it as op_ed:8, a source and a line of it.");
  return [source, Number(line)];
}
