// One line of progress on stderr, only where a person is watching, rewritten at most ten times a second and gone at the end.

import { count } from "../../present/words/figures.ts";
import type { Io } from "./io.ts";

export type Progress = { at: (played: number, wanted: number) => void; end: () => void };

const EVERY = 100;

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function progressLine(io: Io, quiet = false): Progress {
  if (!io.watched || quiet) return { at: () => undefined, end: () => undefined };
  const began = performance.now();
  let shown = 0;
  let width = 0;
  const at = (played: number, wanted: number) => {
    const now = performance.now();
    if (now - shown < EVERY) return;
    shown = now;
    const speed = played / Math.max(0.001, (now - began) / 1000);
    const line = `playing ${count(played)}/${count(wanted)}  ${count(speed)}/s  ${clock((wanted - played) / speed)} left`;
    io.err(`\r${line.padEnd(width)}`);
    width = line.length;
  };
  return { at, end: () => width > 0 && io.err(`\r${" ".repeat(width)}\r`) };
}
