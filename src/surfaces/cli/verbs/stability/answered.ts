// A piece of the answer of `standoff stability`, in both of its forms, or why it cannot be had.

type Part = { json: Record<string, unknown>; lines: string[] };

/** What cannot be answered, and what it would take. */
type Refusal = { refused: string };

export type Answered = Part | Refusal;
