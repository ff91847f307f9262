// The elements of a model after its files are merged: each has layers, the later ones (scenarios, levers) over the earlier.
// A field is read from the last layer that has it, and knows the file and path where it stands.

import type { Place } from "../../base/problem.ts";
import { offsetsOfScalar, type Path, placeOf, placeOfKey, placeOfValue, type SourceFile } from "../text/source-file.ts";

/** `paths` says where a field stands when it is not below the layer's own path (a scenario's `start: { arsenal: 5 }`). */
export type Layer = { file: SourceFile; path: Path; value: unknown; paths?: Record<string, Path> };

export type Element = { section: string; name: string; layers: Layer[] };

export type Located<T = unknown> = { value: T; file: SourceFile; path: Path };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A field of an element in all layers that have it, the last first. A layer that is a bare value counts as `bare`. */
export function fieldsOf(element: Element, key: string, bare?: string): Located[] {
  const fields: Located[] = [];
  for (let i = element.layers.length - 1; i >= 0; i--) {
    const { file, path, value, paths } = element.layers[i]!;
    if (isObject(value)) {
      if (value[key] !== undefined) fields.push({ value: value[key], file, path: paths?.[key] ?? [...path, key] });
    } else if (key === bare) fields.push({ value, file, path });
  }
  return fields;
}

/** A field of an element, from the last layer that has it. */
export function fieldOf(element: Element, key: string, bare?: string): Located | undefined {
  return fieldsOf(element, key, bare)[0];
}

/** The entries of a map field, all layers together: a later layer's entry takes an earlier one's place. */
export function entriesOf(element: Element, key: string): Map<string, Located> {
  const entries = new Map<string, Located>();
  for (const { file, path, value } of element.layers) {
    const map = isObject(value) ? value[key] : undefined;
    if (!isObject(map)) continue;
    for (const [name, inner] of Object.entries(map)) {
      entries.set(name, { value: inner, file, path: [...path, key, name] });
    }
  }
  return entries;
}

/** One way to write an element: the keys that tell it, and the keys of other ways, which it makes idle. */
export type Form = { keys: readonly string[]; idle: readonly string[] };

const without = (value: unknown, idle: readonly string[]): unknown =>
  Object.fromEntries(Object.entries(value as object).filter(([key]) => !idle.includes(key)));

/** A later layer may change an element's form (`is` in a scenario over when/then/else): earlier layers lose the other form's keys. */
export function inLastForm(element: Element, forms: readonly Form[], bare?: string): Element {
  if (element.layers.length === 1) return element;
  const formOf = ({ value }: Layer) =>
    forms.find((form) => form.keys.some((key) => (isObject(value) ? value[key] !== undefined : key === bare)));
  const last = element.layers.findLastIndex((layer) => formOf(layer) !== undefined);
  const form = last < 0 ? undefined : formOf(element.layers[last]!);
  if (!form) return element;
  const layers = element.layers.flatMap((layer, i): Layer[] => {
    if (i >= last) return [layer];
    if (isObject(layer.value)) return [{ ...layer, value: without(layer.value, form.idle) }];
    return form.keys.includes(bare ?? "") ? [layer] : [];
  });
  return { ...element, layers };
}

export function textField(element: Element, key: string): string | undefined {
  const field = fieldOf(element, key);
  return field === undefined ? undefined : String(field.value);
}

export function listField(element: Element, key: string): Located<string>[] {
  const field = fieldOf(element, key);
  if (!field || !Array.isArray(field.value)) return [];
  return field.value.map((value, i) => ({ value: String(value), file: field.file, path: [...field.path, i] }));
}

/** Where an element's name stands: in the first layer, where it is defined. */
export function placeOfElement(element: Element): Place {
  const { file, path } = element.layers[0]!;
  return placeOfKey(file, path);
}

export function placeOfLocated(located: Located): Place {
  return placeOfValue(located.file, located.path);
}

/** A formula as text, with the way from its offsets to places in its file. */
export type FormulaText = { text: string; at: Place; place: (from: number, to: number) => Place };

export function formulaText(located: Located): FormulaText {
  const { file, path, value } = located;
  const text = typeof value === "string" ? value : String(value);
  const at = placeOfValue(file, path);
  let offsets: ((offset: number) => number) | undefined;
  const place = (from: number, to: number): Place => {
    offsets ??= offsetsOfScalar(file, path, text);
    const start = offsets(from);
    return placeOf(file, start, Math.max(start + 1, offsets(Math.max(from, to - 1)) + 1));
  };
  return { text, at, place };
}
