// The models that an assistant may ask: those it was started with and those that are shipped, by name; or a text that it wrote itself.
// No tool takes a path, so nothing outside these folders is ever read; a text goes into a folder of its own that is removed afterwards.

import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { nearestName } from "../../base/nearest-name.ts";
import { shippedModels } from "../files/shipped-models.ts";

export type Models = ReadonlyMap<string, string>;

const isModel = (folder: string) =>
  statSync(join(folder, "standoff.yaml"), { throwIfNoEntry: false })?.isFile() === true;

/** Folders named by the person come first, and take the place of a shipped model of the same name. */
export function modelsOf(folders: readonly string[]): Models {
  const own = folders.filter(isModel).map((folder): [string, string] => [basename(resolve(folder)), folder]);
  return new Map([...own, ...shippedModels(), ...own]);
}

export type Subject = { model?: string | undefined; text?: string | undefined };
export type Opened = { folder: string; close: () => void };

/** The folder of a model, or why there is none. */
export function openSubject(models: Models, { model, text }: Subject): Opened | { says: string } {
  if (text !== undefined) {
    const folder = mkdtempSync(join(tmpdir(), "standoff-draft-"));
    writeFileSync(join(folder, "standoff.yaml"), text);
    return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const names = [...models.keys()];
  const folder = model === undefined ? undefined : models.get(model);
  if (folder !== undefined) return { folder, close: () => undefined };
  if (model === undefined) return { says: `say which model, or give the text of one; there are: ${names.join(", ")}` };
  const near = nearestName(model, names);
  return {
    says: `there is no model \`${model}\`; ${near ? `did you mean \`${near}\`?` : `there are: ${names.join(", ")}`}`,
  };
}
