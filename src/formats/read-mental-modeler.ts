// Mental Modeler's project: concepts, each with its relationships, in XML (.mmp) or JSON. In: the text, or concepts. Out: concepts and links;
// a relationship that leads nowhere, or whose influence is a word and no number, is told with its line.

import type { Told } from "./foreign.ts";
import { decoded, type InfluenceMap, type Link } from "./influence-map.ts";
import { childOf, type Node, scanXml } from "./scan-xml.ts";

type Concept = { id: string; name: string; line: number; relations: { to: string; influence: string; line: number }[] };

/** Mental Modeler's concepts, each with its relationships: to which concept, and how strongly. */
export function mapOfConcepts(concepts: readonly Concept[], told: Told): InfluenceMap {
  const place = new Map(concepts.map(({ id }, i) => [id, i]));
  const links = concepts.flatMap(({ name, relations }, from) =>
    relations.flatMap(({ to, influence, line }): Link[] => {
      const [at, weight] = [place.get(to), influence === "" ? Number.NaN : Number(influence)];
      if (at !== undefined && Number.isFinite(weight)) return weight === 0 ? [] : [{ from, to: at, weight }];
      const why = at === undefined ? "it leads to no concept" : `its influence \`${influence}\` is no number`;
      told.left(line, `a relationship of \`${name}\` was not taken: ${why}`);
      return [];
    }),
  );
  return { names: concepts.map(({ name }) => name), links };
}

export function mapOfMmp(text: string, told: Told): InfluenceMap | undefined {
  const scanned = scanXml(text);
  if (!("root" in scanned) || scanned.root.name !== "mentalmodeler") {
    if ("root" in scanned)
      told.wrong(scanned.root.line, `it begins with <${scanned.root.name}>, not with <mentalmodeler>`);
    else told.wrong(scanned.line, scanned.says);
    return undefined;
  }
  const below = (node: Node, group: string, tag: string) =>
    childOf(node, group)?.children.filter((child) => child.name === tag) ?? [];
  const textOf = (node: Node, tag: string) => childOf(node, tag)?.text.trim() ?? "";
  return mapOfConcepts(
    below(scanned.root, "concepts", "concept").map((concept) => ({
      id: textOf(concept, "id"),
      name: decoded(textOf(concept, "name")),
      line: concept.line,
      relations: below(concept, "relationships", "relationship").map((r) => ({
        to: textOf(r, "id"),
        influence: textOf(r, "influence"),
        line: r.line,
      })),
    })),
    told,
  );
}
