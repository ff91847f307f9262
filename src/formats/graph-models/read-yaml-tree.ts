// YAML text to a tree with places, by the language's own guarded reader (language/text/read-yaml.ts).

import { isMap, isScalar, isSeq, type Node } from "yaml";
import { Problems } from "../../language/problems.ts";
import { readYaml } from "../../language/text/read-yaml.ts";
import type { Reading, Tree } from "../../language/text/written-tree.ts";

export function readYamlTree(name: string, text: string): { reading: Reading; tree?: Tree } {
  const problems = new Problems();
  const file = readYaml(name, text, problems);
  const reading: Reading = { file, problems: problems.sorted() };
  const contents = file.document?.contents as Node | null | undefined;
  return contents && problems.errors === 0 ? { reading, tree: treeOf(contents) } : { reading };
}

function treeOf(node: Node | null): Tree {
  const [from, to] = node?.range ?? [0, 0];
  if (isMap(node)) {
    const entries = node.items.map((pair) => {
      const key = pair.key as Node;
      const [keyFrom, keyTo] = key.range ?? [from, from];
      const value = (pair.value as Node | null) ?? undefined;
      const name = isScalar(key) ? String(key.value) : "";
      return { key: name, from: keyFrom, to: keyTo, value: value ? treeOf(value) : emptyAt(keyFrom, keyTo) };
    });
    return { kind: "map", entries, from, to };
  }
  if (isSeq(node)) return { kind: "list", items: node.items.map((item) => treeOf(item as Node)), from, to };
  const value = isScalar(node) ? node.value : null;
  const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", value: plain ? value : value === null ? null : String(value), from, to };
}

function emptyAt(from: number, to: number): Tree {
  return { kind: "scalar", value: null, from, to };
}
