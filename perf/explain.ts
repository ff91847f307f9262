// What explaining costs on top of playing: `node perf/explain.ts [model] [question] [runs]`. Plays a question as `standoff ask` does, then
// plays it keeping what an explanation needs and explains it as `standoff explain` does, in turns, on one thread. Prints ratios; docs in
// perf/explain.md.

import { explainAnswer } from "../src/analysis/sensitivity/explain-answer.ts";
import { ask } from "../src/ensemble/ask.ts";
import { gather, outcomeOf } from "../src/ensemble/gather.ts";
import { makeEngine } from "../src/ensemble/make-engine.ts";
import { playHere } from "../src/ensemble/play-here.ts";
import { findModel, isFound } from "../src/hosts/files/model-folder.ts";
import type { CheckedModel, Question } from "../src/language/checked-model.ts";
import { readModel } from "../src/language/read-model.ts";

const [named = "models/six-party", wanted = "china", many = "4096"] = process.argv.slice(2);
const runs = Number(many);
const ROUNDS = 3;

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;

/** Milliseconds of processor, so that a busy machine does not show. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function measure(model: CheckedModel, question: Question): Promise<void> {
  const executor = playHere(makeEngine);
  const policy = question.kind === "options" ? [question.policy] : [];
  const explained = policy.filter((slot) => model.policies[slot]!.review > 0);
  const times = { play: [] as number[], keep: [] as number[], explain: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.play.push(await timed(() => ask(model, [question], executor, { seed: round, runs })));
    let g: Awaited<ReturnType<typeof gather>> | undefined;
    times.keep.push(
      await timed(async () => {
        g = await gather(model, outcomeOf(question, 0), executor, {
          ...{ seed: round, runs, explained },
          reviewAt: question.kind === "event" ? question.by : (question.step ?? 0),
        });
      }),
    );
    times.explain.push(await timed(async () => explainAnswer(model, question, g!)));
  }
  const [play, keep, explain] = [median(times.play), median(times.keep), median(times.explain)];
  const over = (ms: number) => `${Math.round((ms / play) * 100)} %`;
  process.stdout.write(
    `${model.title}, ${question.id}, ${runs} futures on one thread, median of ${ROUNDS}\n` +
      `  play alone              ${play.toFixed(0)} ms of processor\n` +
      `  keeping what it needs   ${over(keep - play)} on top\n` +
      `  explaining              ${over(explain)} on top\n` +
      `  together                ${over(keep - play + explain)} on top\n`,
  );
}

const folder = findModel(named);
const model = isFound(folder) ? readModel(folder.main, folder.read).model : undefined;
const question = model?.questions.find((q) => q.id === wanted && q.kind !== "comparison");
if (model && question) await measure(model, question);
else {
  process.stderr.write(`no model \`${named}\` with a question \`${wanted}\` that one ensemble answers\n`);
  process.exitCode = 2;
}
