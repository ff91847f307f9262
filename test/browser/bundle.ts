// Source files → what a browser loads, by Vite, in memory: nothing is written and nothing comes from the network.

import { fileURLToPath } from "node:url";
import { build } from "vite";

export type Bundle = Map<string, string>;

/** Bundles entries (name → file beside this one) into modules named /name.js. */
export async function bundle(entries: Record<string, string>): Promise<Bundle> {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, fileURLToPath(new URL(file, import.meta.url))]),
  );
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2024",
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: "strict",
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((r) => ("output" in r ? r.output : []));
  return new Map(outputs.flatMap((o) => (o.type === "chunk" ? [[`/${o.fileName}`, o.code] as const] : [])));
}
