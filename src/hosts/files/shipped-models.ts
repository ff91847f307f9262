// The models that come with Standoff, by name: they stand beside the code, whether it runs from source or as built. In: nothing. Out: folders.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHIPPED = fileURLToPath(new URL("../../../models/", import.meta.url));

const isModel = (folder: string) => statSync(join(folder, "standoff.yaml"), { throwIfNoEntry: false }) !== undefined;

const modelsIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isModel(join(folder, entry.name)))
    .map((entry) => [entry.name, join(folder, entry.name)] as const)
    .sort();

/** Those of the gallery last. */
export const shippedModels = (): Map<string, string> =>
  new Map([...modelsIn(SHIPPED), ...modelsIn(join(SHIPPED, "gallery"))]);
