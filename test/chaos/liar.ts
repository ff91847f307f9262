// A worker whose answers have the right form and one wrong bit in each block: a machine that is not sound, or a program that pretends.

import type { Executor } from "../../src/ensemble/jobs.ts";
import { makeEngine } from "../../src/ensemble/make-engine.ts";
import { playHere } from "../../src/ensemble/play-here.ts";
import { addressOf } from "../../src/hosts/cluster/address.ts";
import { work } from "../../src/hosts/cluster/work.ts";

const honest = playHere(makeEngine);

const liar: Executor = {
  name: "a liar",
  async *play(job) {
    for await (const block of honest.play(job)) {
      block.options[block.options.length - 1]! ^= 1;
      yield block;
    }
  },
};

const address = addressOf(process.argv[2] ?? "", {});
if ("says" in address) throw new Error(address.says);
const abort = new AbortController();
process.on("SIGTERM", () => abort.abort());
const say = (text: string) => process.stderr.write(`${text}\n`);
await work({ address, threads: 1, lease: 1, signal: abort.signal, say, executor: liar });
