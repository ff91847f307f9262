// A piece of the answer of `standoff stability`, in both of its forms, or why it cannot be had.

import { heading, lines, type Part } from "../../../../present/document/document.ts";

type Piece = { json: Record<string, unknown>; parts: Part[] };

/** What cannot be answered, and what it would take. */
type Refusal = { refused: string };

export type Answered = Piece | Refusal;

/** A heading with lines under it. */
export const block = (head: string, under: readonly string[]): Part[] =>
  under.length > 0 ? [heading(head), lines(under)] : [heading(head)];
