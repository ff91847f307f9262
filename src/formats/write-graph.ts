// A model as a picture in text: who decides what, what moves what, who wants what; for Mermaid and for Graphviz. In: a checked model. Out: text.
// An arrow stands where a formula reads a name; a sign is put on it only where a formula is plainly rising or falling in it.

import type { CheckedModel } from "../language/checked-model.ts";
import { type Expression, walk } from "../language/expression.ts";
import { type FormulaOwner, formulasOf } from "../language/formulas.ts";

type Shape = "policy" | "stock" | "derived" | "actor" | "event";
export type Graph = {
  nodes: { id: string; label: string; shape: Shape }[];
  edges: { from: string; to: string; wants?: boolean }[];
};

export function graphOf(model: CheckedModel): Graph {
  const cell = (slot: number) => model.stocks[slot] ?? model.derived[slot - model.stocks.length]!;
  const shown = (slot: number) => !model.stocks[slot]?.hidden && !cell(slot).id.startsWith("utility(");
  const edges = new Map<string, { from: string; to: string; wants?: boolean }>();
  /** What a formula reads; through a hidden memory, what that remembers. */
  const read = (to: string, e: Expression | undefined, wants = false, seen = new Set<number>()) => {
    if (!e) return;
    walk(e, (part) => {
      const from =
        part.kind === "option"
          ? model.policies[part.policy]!.id
          : part.kind === "cell" && shown(part.slot)
            ? cell(part.slot).id
            : undefined;
      if (from !== undefined && from !== to) edges.set(`${from} ${to}`, { from, to, ...(wants && { wants }) });
      if (part.kind === "cell" && model.stocks[part.slot]?.hidden && !seen.has(part.slot))
        read(to, model.stocks[part.slot]!.next, wants, seen.add(part.slot));
    });
  };
  const readers: Partial<Record<FormulaOwner, (slot: number) => { id: string; wants?: boolean } | undefined>> = {
    stock: (slot) => (shown(slot) ? cell(slot) : undefined),
    derived: (slot) => (shown(model.stocks.length + slot) ? cell(model.stocks.length + slot) : undefined),
    policy: (slot) => model.policies[slot],
    term: (slot) => ({ id: model.actors[model.terms[slot]!.actor]!.id, wants: true }),
    event: (slot) => model.events[slot],
  };
  for (const { owner, slot, role, expression } of formulasOf(model)) {
    const reader = readers[owner]?.(slot);
    // How a stock began says nothing of what moves it; an effect moves the stock, which has its own arrow
    if (reader && role !== "start" && role !== "effect") read(reader.id, expression, reader.wants);
  }
  for (const p of model.policies) {
    const owner = model.actors[p.owner]!.id;
    edges.set(`${owner} ${p.id}`, { from: owner, to: p.id });
  }
  for (const event of model.events) {
    for (const { stock } of event.outcomes.flatMap((o) => o.effects))
      edges.set(`${event.id} ${cell(stock).id}`, { from: event.id, to: cell(stock).id });
  }
  const node =
    (shape: Shape) =>
    ({ id, label }: { id: string; label?: string | undefined }) => ({ id, label: label ?? id, shape });
  return {
    nodes: [
      ...model.actors.map((a) => ({ id: a.id, label: a.name, shape: "actor" as const })),
      ...model.policies.map(node("policy")),
      ...model.stocks.filter((s) => !s.hidden).map(node("stock")),
      ...model.derived.filter((d) => !d.id.startsWith("utility(")).map(node("derived")),
      ...model.events.map(node("event")),
    ],
    edges: [...edges.values()],
  };
}

const plain = (text: string) => text.replace(/["\\\n\r]/g, " ").replace(/[<>]/g, "");

const MERMAID: Record<Shape, [string, string]> = {
  actor: ["([", "])"],
  policy: ["{{", "}}"],
  stock: ["[", "]"],
  derived: ["(", ")"],
  event: [">", "]"],
};

/** As Mermaid, for Markdown: actors rounded, policies hexagons, stocks boxes; a dotted arrow is a want. */
export function toMermaid(model: CheckedModel): string {
  const { nodes, edges } = graphOf(model);
  const name = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const lines = [
    ...nodes.map(
      ({ id, label, shape }) => `  ${name.get(id)}${MERMAID[shape][0]}"${plain(label)}"${MERMAID[shape][1]}`,
    ),
    ...edges.map(({ from, to, wants }) => `  ${name.get(from)} ${wants ? "-.->" : "-->"} ${name.get(to)}`),
  ];
  return `flowchart LR\n${lines.join("\n")}\n`;
}

const DOT: Record<Shape, string> = {
  actor: "ellipse",
  policy: "hexagon",
  stock: "box",
  derived: "plaintext",
  event: "cds",
};

/** As Graphviz's DOT. */
export function toDot(model: CheckedModel): string {
  const { nodes, edges } = graphOf(model);
  const lines = [
    ...nodes.map(({ id, label, shape }) => `  "${plain(id)}" [label="${plain(label)}", shape=${DOT[shape]}];`),
    ...edges.map(({ from, to, wants }) => `  "${plain(from)}" -> "${plain(to)}"${wants ? " [style=dotted]" : ""};`),
  ];
  return `digraph standoff {\n  rankdir=LR;\n  label="${plain(model.title)}";\n${lines.join("\n")}\n}\n`;
}
