// `npm run chaos`: every fault in its long form, one after the other, and the table of what became of them.
// With a word, the faults whose name has it: npm run chaos -- Redis

import { FAULTS, type Outcome, tryFault } from "../test/chaos/faults.ts";
import { redisServer } from "../test/chaos/redis.ts";

const seconds = (ms: number) => (ms / 1000).toFixed(1);

function line(name: string, { tried, right, refused, wrong, lost, recovery }: Outcome): string {
  const sorted = recovery.toSorted((a, b) => a - b);
  const times = sorted.length === 0 ? "" : `${seconds(sorted[sorted.length >> 1]!)} / ${seconds(sorted.at(-1)!)} s`;
  return `| ${name} | ${tried} | ${right} | ${refused} | ${lost} | ${wrong} | ${times} |`;
}

const server = redisServer();
if (server) {
  const [wanted = ""] = process.argv.slice(2);
  console.log("| fault | tried | same bytes | refused in words | lost | wrong | to recover: median / most |");
  console.log("|---|---:|---:|---:|---:|---:|---:|");
  let bad = 0;
  for (const fault of FAULTS.filter(({ name }) => name.includes(wanted))) {
    const outcome = await tryFault(server, fault);
    bad += outcome.lost + outcome.wrong;
    console.log(line(fault.name, outcome));
  }
  process.exitCode = bad === 0 ? 0 : 1;
} else process.exitCode = 4;
