// Plays a sample of what workers answered once more, here. In: a job and a batch. Out: nothing, or what is wrong.
// The first answer of each worker is looked at, then one in SAMPLE: of each, one block, chosen by the lot's hash. A machine that
// computes wrongly, or a program that only pretends to, is found at its first answer; one that errs seldom, after some hundred.

import type { Executor, Job } from "../../ensemble/jobs.ts";
import type { Batch } from "./batch.ts";
import { type Form, type Piece, samePiece } from "./piece.ts";

export const SAMPLE = 64;

export type Checker = (job: Job, id: string, batch: Batch, form: Form<Piece>) => Promise<string | undefined>;

async function playedHere(
  here: Executor,
  job: Job,
  { first, count }: Piece,
  form: Form<Piece>,
): Promise<Piece | undefined> {
  for await (const piece of form.play(here, { ...job, first, runs: count })) return piece;
  return undefined;
}

export function checkerBy(here: Executor): Checker {
  const seen = new Set<string>();
  return async (job, id, batch, form) => {
    const draw = Number.parseInt(id.slice(1, 9), 16);
    if (seen.has(batch.worker) && draw % SAMPLE !== 0) return undefined;
    seen.add(batch.worker);
    const given = batch.pieces[Math.floor(draw / SAMPLE) % batch.pieces.length]!;
    const own = await playedHere(here, job, given, form);
    // Stopped meanwhile: then nothing is given out either
    if (!own || samePiece(own, given)) return undefined;
    const runs = `runs ${given.first} to ${given.first + given.count - 1}`;
    return `worker ${batch.worker} answered ${runs} of seed ${job.seed} wrongly: played again here, they differ`;
  };
}
