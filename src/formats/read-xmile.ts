// XMILE 1.0 (OASIS, 2015): stocks, flows, auxiliaries and graphical functions of one model, as Stella and others save them.
// Not taken, and listed with its line: modules, macros, groups of units, conveyors, queues, integration other than Euler's.

import { type Imported, keyOf, MOST_CHARACTERS, problemsOf, type Told } from "./foreign.ts";
import { childOf, type Node, scanXml } from "./scan-xml.ts";
import type { Dimensions, Element, Points, StockFlow } from "./stock-flow.ts";
import { stockFlowYaml } from "./stock-flow-yaml.ts";

const numbers = (text: string, separator: string | undefined) =>
  text
    .split(separator ?? ",")
    .map((part) => Number(part.trim()))
    .filter((x) => Number.isFinite(x));

function pointsOf(gf: Node): Points | undefined {
  const list = (name: string) => {
    const node = childOf(gf, name);
    return node && numbers(node.text, node.attributes.get("sep"));
  };
  const ys = list("ypts") ?? [];
  const scale = childOf(gf, "xscale");
  const [low, high] = [Number(scale?.attributes.get("min") ?? 0), Number(scale?.attributes.get("max") ?? 1)];
  const xs = list("xpts") ?? ys.map((_, i) => low + ((high - low) * i) / Math.max(1, ys.length - 1));
  return ys.length >= 2 && xs.length === ys.length ? ys.map((y, i) => [xs[i]!, y] as const) : undefined;
}

const MOST_MEMBERS = 1_000;
const BEYOND = ["conveyor", "queue", "leak", "overflow", "delay_aux"];

const says = (node: Node | undefined, tag: string) => {
  const found = node && childOf(node, tag);
  return found && found.text.trim().toLowerCase() !== "false";
};

/** Whether stocks, or flows, stay above zero where they do not say: `<behavior>` says it for all (section 4.2). */
function behaviourOf(root: Node): (kind: string) => boolean {
  const behaviour = childOf(root, "behavior");
  const all = says(behaviour, "non_negative") ?? false;
  return (kind) => says(behaviour && childOf(behaviour, kind), "non_negative") ?? all;
}

const named = (node: Node, tag: string) => node.children.filter((child) => child.name === tag);

/** Members by dimension, of the file and of its model; a dimension that only has a size counts from 1. */
function dimensionsOf(root: Node, told: Told): Dimensions {
  const found = new Map<string, string[]>();
  for (const place of [root, ...named(root, "model")])
    for (const dim of named(place, "dimensions").flatMap((list) => named(list, "dim"))) {
      const members = named(dim, "elem").flatMap((elem) => elem.attributes.get("name") ?? []);
      const size = Math.min(Number(dim.attributes.get("size") ?? 0), MOST_MEMBERS);
      const counted = Array.from({ length: size || 0 }, (_, i) => String(i + 1));
      const all = members.length > 0 ? members : counted;
      if (all.length > 0) found.set(keyOf(dim.attributes.get("name") ?? ""), all);
      else told.left(dim.line, `the dimension \`${dim.attributes.get("name")}\` has no members`);
    }
  return found;
}

/** An array: one equation for all members, or an `<element>` with its own for each. */
function cellsOf(node: Node, whole: Element): Element[] {
  const dims = childOf(node, "dimensions");
  if (!dims) return [whole];
  const family = named(dims, "dim").flatMap((dim) => dim.attributes.get("name") ?? []);
  const elements = named(node, "element");
  if (elements.length === 0) return [{ ...whole, family, subscripts: family }];
  return elements.map((element) => ({
    ...whole,
    line: element.line,
    family,
    subscripts: (element.attributes.get("subscript") ?? "").split(",").map((sub) => sub.trim()),
    equation: childOf(element, "eqn")?.text.trim() ?? whole.equation,
  }));
}

function elementOf(node: Node, isNonNegative: (kind: string) => boolean): Element | undefined {
  const name = node.attributes.get("name")?.replace(/\\n/g, " ");
  if (name === undefined) return undefined;
  const gf = node.name === "gf" ? node : childOf(node, "gf");
  const points = gf && pointsOf(gf);
  const kind = node.name === "gf" ? "table" : (node.name as "stock" | "flow" | "aux");
  const beyond = node.children.find((child) => BEYOND.includes(child.name));
  const cannot = beyond
    ? `<${beyond.name}> is not supported`
    : gf && !points
      ? "its graphical function has no points"
      : gf?.attributes.get("type") && gf.attributes.get("type") !== "continuous"
        ? `a graphical function of type ${gf.attributes.get("type")} is not supported`
        : undefined;
  const flows = (tag: string) =>
    node.children.filter((child) => child.name === tag).map((child) => child.text.trim().replace(/^"|"$/g, ""));
  const text = (tag: string) => childOf(node, tag)?.text.trim();
  return {
    kind,
    name,
    line: node.line,
    equation: text("eqn") ?? (kind === "table" ? "0" : ""),
    inflows: flows("inflow"),
    outflows: flows("outflow"),
    ...(points && { points }),
    ...(text("units") && { unit: text("units")! }),
    ...(text("doc") && { note: text("doc")! }),
    nonNegative: says(node, "non_negative") ?? isNonNegative(kind),
    ...(cannot !== undefined && { cannot }),
  };
}

const KINDS = ["stock", "flow", "aux", "gf"];

function elementsOf(root: Node, told: Told): Element[] {
  const models = root.children.filter((child) => child.name === "model");
  for (const other of models.slice(1))
    told.left(other.line, "a further model in the file was not taken", "modules are not supported");
  const variables = models[0] && childOf(models[0], "variables");
  const isNonNegative = behaviourOf(root);
  return (variables?.children ?? []).flatMap((node) => {
    if (!KINDS.includes(node.name)) {
      told.left(node.line, `<${node.name}> was not taken`);
      return [];
    }
    const element = elementOf(node, isNonNegative);
    return element ? cellsOf(node, element) : [];
  });
}

const numberIn = (node: Node | undefined, fallback: number) => {
  const x = Number(node?.text.trim() || Number.NaN);
  return Number.isFinite(x) ? x : fallback;
};

/** Reads XMILE: what can be said in the model language, and a list of what cannot. */
export function readXmile(text: string, file: string): Imported {
  const told = problemsOf(file);
  if (text.length > MOST_CHARACTERS) {
    told.wrong(1, `it has more than ${MOST_CHARACTERS} characters`);
    return { problems: told.list, taken: 0 };
  }
  const scanned = scanXml(text);
  if (!("root" in scanned) || scanned.root.name !== "xmile") {
    const [line, says] =
      "root" in scanned
        ? [scanned.root.line, `it begins with <${scanned.root.name}>, not with <xmile>`]
        : [scanned.line, scanned.says];
    told.wrong(line, says);
    return { problems: told.list, taken: 0 };
  }
  const { root } = scanned;
  const specs = childOf(root, "sim_specs");
  const method = specs?.attributes.get("method")?.toLowerCase() ?? "euler";
  if (!method.startsWith("euler"))
    told.left(specs!.line, `its method ${method} is not taken: it is played by Euler's`, "make dt smaller");
  const dt = specs && childOf(specs, "dt");
  const given = numberIn(dt, 1);
  const header = childOf(root, "header");
  const model: StockFlow = {
    title: (header && childOf(header, "name")?.text.trim()) || file,
    dialect: "xmile",
    start: numberIn(specs && childOf(specs, "start"), 0),
    stop: numberIn(specs && childOf(specs, "stop"), 100),
    dt: dt?.attributes.get("reciprocal") === "true" ? 1 / given : given,
    timeUnit: specs?.attributes.get("time_units") ?? "",
    dimensions: dimensionsOf(root, told),
    elements: elementsOf(root, told),
  };
  return stockFlowYaml(model, file, told);
}
