// Many clients at once, on this machine alone: node perf/load.ts [clients]
// First the queue: so many ask the same of one worker; then each asks another seed. Then the server of the workbench: pages and models,
// while a few clients read as slowly as they can.

import { connect } from "node:net";
import { ask, isPlain } from "../src/ensemble/ask.ts";
import { addressOf } from "../src/hosts/cluster/address.ts";
import { clusterExecutor } from "../src/hosts/cluster/cluster-executor.ts";
import { serveFolder } from "../src/hosts/http/serve.ts";
import { hire, modelNamed } from "../test/chaos/hands.ts";
import { freePort, RedisHere, redisServer } from "../test/chaos/redis.ts";

const clients = Number(process.argv[2] ?? 200);
/** Connections: several asks share one client's, as they would in one program. */
const CONNECTIONS = 20;
const runs = 8 * 256;
const model = modelNamed("two-states");
const mb = () => Math.round(process.memoryUsage.rss() / 1e6);

const redis = new RedisHere(redisServer()!, await freePort());
await redis.start();
const [worker] = await hire(redis.url, 1);
const address = addressOf(redis.url, {});
if ("says" in address) throw new Error(address.says);
const executors = await Promise.all(
  Array.from({ length: CONNECTIONS }, () => clusterExecutor({ address, say: () => undefined })),
);

const questions = model.questions.filter(isPlain);

async function askAll(
  aboutClient: (k: number) => { seed: number; runs: number },
): Promise<{ seconds: number; first: number; answers: number }> {
  const began = performance.now();
  let first = Number.POSITIVE_INFINITY;
  const all = Array.from({ length: clients }, async (_, k) => {
    const asked = await ask(model, questions, executors[k % CONNECTIONS]!, aboutClient(k));
    first = Math.min(first, performance.now() - began);
    return JSON.stringify(asked.answers);
  });
  const answers = new Set(await Promise.all(all)).size;
  return { seconds: (performance.now() - began) / 1000, first: first / 1000, answers };
}

// Each client plays the first answer of a worker again: a thread of its own that starts, once
const ready = performance.now();
await Promise.all(executors.map((executor, k) => ask(model, questions, executor, { seed: 1000 + k, runs: 256 })));
const checked = (performance.now() - ready) / 1000;
console.log(`${CONNECTIONS} clients have checked the worker: ${checked.toFixed(1)} s, memory ${mb()} MB`);
const same = await askAll(() => ({ seed: 1, runs }));
console.log(`${clients} asks of the same: ${same.seconds.toFixed(1)} s, ${same.answers} answer, memory ${mb()} MB`);
const many = await askAll((k) => ({ seed: 100 + k, runs: 512 }));
console.log(
  `${clients} asks of other seeds: first after ${many.first.toFixed(1)} s, last ${many.seconds.toFixed(1)} s, ${many.answers} answers, memory ${mb()} MB`,
);
await Promise.all(executors.map((p) => p.close()));
const gone = new Promise((resolve) => worker!.child.once("exit", resolve));
worker!.child.kill("SIGTERM");
await gone;
const played = Number(/([\d,]+) runs played/.exec(worker!.said)?.[1]?.replaceAll(",", ""));
console.log(`the worker played ${played} runs; once each would be ${CONNECTIONS * 256 + runs + clients * 512}`);
await redis.close();

const serving = await serveFolder({ named: "models/two-states", say: () => undefined });
if ("says" in serving) throw new Error(serving.says);
const port = Number(new URL(serving.url).port);
// They ask and then do not read: nobody may have to wait for them
const slow = Array.from({ length: 20 }, () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  socket.pause();
  return socket;
});
const before = mb();
const began = performance.now();
const waits = await Promise.all(
  Array.from({ length: clients }, async () => {
    const at = performance.now();
    const answer = await fetch(`${serving.url}api/model`);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    return performance.now() - at;
  }),
);
waits.sort((a, b) => a - b);
const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))]!);
console.log(
  `serve: ${clients} at once beside 20 that do not read: ${((performance.now() - began) / 1000).toFixed(1)} s, median ${at(0.5)} ms, slowest ${at(1)} ms, memory ${before} -> ${mb()} MB`,
);
for (const socket of slow) socket.destroy();
await serving.close();
process.exit(0);
