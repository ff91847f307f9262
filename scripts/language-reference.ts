// The parts of docs/language.md that are made from the code: sections and fields (shape/sections.ts), functions
// (formula/functions.ts), limits (limits.ts) and problems (problems.ts, with a line of a case file for each).
// In: the page. Out: the page with each segment between its marks made anew. Pure, so that a test can compare.

import { readdirSync, readFileSync } from "node:fs";
import { AGGREGATES, DISTRIBUTIONS, type FORMS, FUNCTIONS } from "../src/language/formula/functions.ts";
import { LIMITS } from "../src/language/limits.ts";
import { entryOf, PROBLEMS, type ProblemCode } from "../src/language/problems.ts";
import { jsonSchema } from "../src/language/shape/sections.ts";
import { readCases } from "../test/cases/read-cases.ts";

/** What of a JSON Schema the tables show. */
type Schema = {
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
};

const cell = (text: string) => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

// ---- sections

function kindOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((word) => `\`${word}\``).join(", ");
  return schema.title ?? String(schema.type ?? "");
}

/** The map with the fields: of the section itself, of each of its elements, or of one form of them. */
function fieldsOf(schema: Schema): Schema | undefined {
  if (schema.properties) return schema;
  const inner = schema.additionalProperties;
  if (typeof inner === "object") return fieldsOf(inner);
  return schema.anyOf?.map(fieldsOf).find((found) => found !== undefined);
}

const COMMON = ["label", "note", "because"];

function sectionPart(name: string, schema: Schema): string {
  const fields = fieldsOf(schema);
  const says = schema.description ?? "";
  const head = `### \`${name}\`\n\n${says.slice(0, 1).toUpperCase()}${says.slice(1)}.`;
  if (!fields?.properties) return head;
  const rows = Object.entries(fields.properties)
    .filter(([field]) => !COMMON.includes(field))
    .map(([field, of]) => {
      const needed = fields.required?.includes(field) ? "**" : "";
      return [`${needed}\`${field}\`${needed}`, kindOf(of), of.description ?? ""];
    });
  return `${head}\n\n${table(["field", "is", "what"], rows)}`;
}

function sections(): string {
  const { properties = {} } = jsonSchema() as Schema;
  return Object.entries(properties)
    .map(([name, schema]) => sectionPart(name, schema))
    .join("\n\n");
}

// ---- functions

const OF_SETS: Record<(typeof AGGREGATES)[number], [string, string]> = {
  any: ["true where it is true of one member", "any(a.nuclear is arm for a in allies)"],
  all: ["true where it is true of each", "all(a.nuclear is abide for a in allies)"],
  count: ["of how many it is true", "count(a.nuclear is arm for a in allies)"],
  sum: ["the sum", "sum(support[a] for a in allies where a is not JPN)"],
  mean: ["the mean; no number where nobody is left", "mean(trust[a, b] for b in actors where b is not a)"],
  max: ["the largest", "max(threat[a] for a in allies)"],
  min: ["the smallest", "min(threat[a] for a in allies)"],
};

const OF_FORMS: Record<(typeof FORMS)[number], [string, string, string]> = {
  lookup: [
    "a value and two points or more",
    "linear between points, flat outside",
    "lookup(tension, (0, 0), (0.5, 1), (1, 5))",
  ],
  smooth: ["a value, steps, and perhaps a start", "closes 1/steps of the gap each step", "smooth(threat, 6)"],
  delay: [
    "a value and steps",
    "the value so many steps ago; `x[t-1]` is short for `delay(x, 1)`",
    "delay(CHN.korea is coerce, 3)",
  ],
  draw: ["a distribution", "one draw of it, in a step", "draw(normal(0, 0.1))"],
  age: ["a policy", "how many steps its present option has been in place", "exp(-age(CHN.korea) / 12)"],
  utility: ["an actor", "its utility this step: the sum of weight times value", "utility(CHN)"],
};

function functions(): string {
  const of = (records: Record<string, { takes: string; says: string; example: string }>) =>
    Object.entries(records).map(([name, r]) => [`\`${name}\``, r.takes, r.says, `\`${r.example}\``]);
  const forms = Object.entries(OF_FORMS).map(([name, [takes, says, example]]) => [
    `\`${name}\``,
    takes,
    says,
    `\`${example}\``,
  ]);
  const interval = [
    "`lo to hi`",
    "5th and 95th percentile",
    "lognormal where both are positive, else normal",
    "`40 to 60`",
  ];
  return [
    table(["function", "takes", "gives", "for instance"], [...of(FUNCTIONS), ...forms]),
    table(
      ["over a set", "gives", "for instance"],
      AGGREGATES.map((name) => [`\`${name}\``, OF_SETS[name][0], `\`${OF_SETS[name][1]}\``]),
    ),
    table(["distribution", "takes", "is", "for instance"], [interval, ...of(DISTRIBUTIONS)]),
  ].join("\n\n");
}

// ---- limits

const limits = () =>
  table(
    ["at most", "of"],
    Object.values(LIMITS).map(({ most, what }) => [most.toLocaleString("en"), what]),
  );

// ---- problems

/** Stands for the facts of a problem: each fact is shown by its name. What a code need not have is left out. */
const FACTS = new Proxy(
  {},
  { get: (_, key) => (["near", "wish", "mend"].includes(String(key)) ? undefined : `‹${String(key)}›`) },
);

const CASES = new URL("../test/cases/", import.meta.url);
const LONGEST_EXAMPLE = 70;

/** For each code the shortest line of a case that raises it. */
function examples(): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(CASES)
    .filter((n) => n.endsWith(".yaml"))
    .sort()) {
    for (const { files, expected } of readCases(readFileSync(new URL(name, CASES), "utf8"))) {
      for (const { code, file, line } of expected) {
        if (file === undefined || line === undefined) continue;
        const text = files
          .get(file)!
          .split("\n")
          [line - 1]!.replace(/ *#!.*/, "")
          .trim();
        const before = found.get(code);
        const fits = text.length <= LONGEST_EXAMPLE && !/\p{Cc}/u.test(text);
        if (fits && (before === undefined || text.length < before.length)) found.set(code, text);
      }
    }
  }
  return found;
}

function problems(): string {
  const shown = examples();
  const rows = (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => {
    const { severity, says, mend } = entryOf(code);
    const told = severity === "warning" ? `*warning:* ${says(FACTS)}` : says(FACTS);
    const example = shown.get(code);
    return [`\`${code}\``, told, mend?.(FACTS) ?? "", example ? `\`\` ${example} \`\`` : ""];
  });
  return table(["code", "says", "mend", "for instance"], rows);
}

const PARTS: Record<string, () => string> = { sections, functions, limits, problems };

/** The page with its made parts as they should be. */
export function withReference(page: string): string {
  return page.replace(/<!-- made: (\w+) -->\n[\s\S]*?<!-- end -->/g, (whole, part: string) => {
    const make = PARTS[part];
    return make ? `<!-- made: ${part} -->\n\n${make()}\n\n<!-- end -->` : whole;
  });
}

export const PAGE = new URL("../docs/language.md", import.meta.url);
