// Where a cluster's queue is: a Redis or Valkey by URL. In: what the person wrote, and the environment. Out: an address, or why not.
// What goes over a network must be locked: outside this machine a password or TLS is wanted. A password is never shown again.

export type Address = {
  host: string;
  port: number;
  db: number;
  tls: boolean;
  username?: string | undefined;
  password?: string | undefined;
  /** For showing: without user and password. */
  shown: string;
};

/** The variable that holds the password where it should not stand on a command line. */
export const PASSWORD = "STANDOFF_REDIS_PASSWORD";
const PORT = 6379;

const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export function addressOf(text: string, env: Readonly<Record<string, string | undefined>>): Address | { says: string } {
  const url = parse(text);
  const known = url?.protocol === "redis:" || url?.protocol === "rediss:";
  if (!url || !known || url.hostname === "") {
    return {
      says: "the cluster is named by the URL of a Redis or Valkey: redis://127.0.0.1:6379, rediss://host for TLS",
    };
  }
  const db = url.pathname.replace("/", "") || "0";
  if (!/^\d{1,4}$/.test(db)) return { says: `\`${url.pathname}\` is no database number: redis://host:6379/0` };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const tls = url.protocol === "rediss:";
  const password = decodeURIComponent(url.password) || env[PASSWORD];
  const shown = `${url.protocol}//${url.hostname}:${url.port || PORT}`;
  if (!isLoopback(host) && !tls && !password) {
    const says = `${shown} is not on this machine, and neither password nor TLS guards it: anyone on the way could read or change what is played`;
    return { says: `${says}. Use rediss://, or set a password (in the URL or as ${PASSWORD})` };
  }
  return {
    host,
    port: Number(url.port || PORT),
    db: Number(db),
    tls,
    shown,
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
  };
}
