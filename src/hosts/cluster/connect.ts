// A connection to the queue's Redis or Valkey, and the two optional packages that it needs.
// It comes back by itself after a break; only the first one must succeed soon, so that a wrong address is said at once.

import type { Redis } from "ioredis";
import type { Address } from "./address.ts";

/** The queue, Redis or a worker failed: not the model's fault, and said as it is. */
export class ClusterFailed extends Error {
  constructor(says: string) {
    super(says);
    this.name = "ClusterFailed";
  }
}

const FIRST_MS = 5_000;
const SILENT = "it has not answered for five seconds";

export async function packages() {
  try {
    const [bullmq, ioredis] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { ...bullmq, Redis: ioredis.Redis };
  } catch {
    throw new ClusterFailed("a cluster needs two packages that are not installed here: npm install bullmq ioredis");
  }
}

function reasonOf(error: unknown, tls: boolean): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/WRONGPASS|NOAUTH|invalid password|without any password/i.test(text)) return "the password is wrong or missing";
  const other = `perhaps it ${tls ? "does not speak TLS: redis://" : "speaks TLS alone: rediss://"}`;
  if (text === SILENT) return `${SILENT}; ${other}`;
  if (/ECONNRESET|EPIPE/.test(text)) return `it hangs up at once; ${other}`;
  if (/ECONNREFUSED/.test(text)) return "nothing answers there";
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return "there is no such host";
  if (/certificate|altnames/i.test(text)) {
    return `its certificate is not trusted here (${text}); NODE_EXTRA_CA_CERTS=file.pem names one of your own`;
  }
  return text;
}

/** Resolves when Redis has answered once; throws, in words, when it has not after five seconds. */
export async function connect(address: Address): Promise<Redis> {
  const { Redis } = await packages();
  const { host, port, db, username, password, tls } = address;
  const redis = new Redis({
    host,
    port,
    db,
    ...(username && { username }),
    ...(password && { password }),
    ...(tls && { tls: {} }),
    connectTimeout: FIRST_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(1000, 50 * 2 ** Math.min(times, 6)),
  });
  let last: unknown = SILENT;
  redis.on("error", (error) => {
    last = error;
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(last), FIRST_MS);
    });
    await Promise.race([redis.ping(), late]);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new ClusterFailed(`cannot use ${address.shown}: ${reasonOf(error, tls)}`);
  } finally {
    clearTimeout(timer);
  }
}
