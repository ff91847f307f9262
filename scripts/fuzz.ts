// `npm run fuzz`: hurt files of every kind that a stranger may hand us, 100,000 of them.
//   npm run fuzz -- --seed 2 --from 1234 --cases 1 --target models
// A target is named by how its name begins.

import { parseArgs } from "node:util";
import { TARGETS } from "../test/fuzz/targets.ts";
import { fuzz } from "../test/fuzz/watch-fuzz.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    cases: { type: "string", default: "100000" },
    target: { type: "string" },
  },
});
if (!TARGETS.some(({ name }) => name.startsWith(values.target ?? ""))) {
  console.log(`no target \`${values.target}\`; there are: ${TARGETS.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}
const began = performance.now();
const cases = Number(values.cases);
const failures = await fuzz({
  seed: Number(values.seed),
  from: Number(values.from),
  cases,
  target: values.target,
  told: (next) => process.stderr.write(`\r${next} `),
});
for (const { number, target, says } of failures)
  console.log(`\nseed ${values.seed}, number ${number}, ${target}: ${says}`);
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`\n${cases} cases in ${seconds} s, ${failures.length} failed (seed ${values.seed})`);
process.exitCode = failures.length === 0 ? 0 : 1;
