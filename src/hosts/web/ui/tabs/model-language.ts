// The language of a model file in the editor: YAML, and inside the values that are formulas the language's own grammar, the one that the
// reader uses. Colours by tags; nothing here decides what is right: problems come from the reader.

import { yamlLanguage } from "@codemirror/lang-yaml";
import { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { parseMixed, type SyntaxNodeRef } from "@lezer/common";
import { styleTags, tags as t } from "@lezer/highlight";
import { parser } from "../../../../language/formula/formula-parser.generated.ts";

/** Keys whose value is a formula. */
const FORMULA_KEYS = new Set(
  "is start next min max when then else chance weight credence event measure foresight precision discount switching sd half_life first every age while reliable".split(
    " ",
  ),
);
/** Sections in which a bare value is one. */
const FORMULA_MAPS = new Set("parameters set only credence values believes start outcomes".split(" "));

const formulas = parser.configure({
  props: [
    styleTags({
      Number: t.number,
      Date: t.literal,
      "Call/Name Each/Name": t.function(t.variableName),
      Name: t.variableName,
      Option: t.atom,
      "for in where not and or to is if then else": t.keyword,
      "Plus Minus Times Power Compare": t.operator,
    }),
  ],
});

type Read = (from: number, to: number) => string;

function keyOf(node: SyntaxNodeRef["node"] | null, read: Read): string {
  const key = node?.getChild("Key");
  return key ? read(key.from, key.to).trim() : "";
}

/** Whether a plain value stands where a formula is expected. */
function isFormula(node: SyntaxNodeRef, read: Read): boolean {
  if (node.name !== "Literal") return false;
  const pair = node.node.parent;
  if (pair?.name !== "Pair") return false;
  const key = pair.getChild("Key");
  if (key && node.from < key.to) return false;
  if (FORMULA_KEYS.has(keyOf(pair, read))) return true;
  const around = pair.parent?.parent;
  return around?.name === "Pair" && FORMULA_MAPS.has(keyOf(around, read));
}

const mixed = yamlLanguage.configure({
  wrap: parseMixed((node, input) => {
    const read: Read = (from, to) => input.read(from, to);
    return isFormula(node, read) ? { parser: formulas } : null;
  }),
});

const colours = HighlightStyle.define([
  { tag: t.definition(t.propertyName), color: "var(--c1)" },
  { tag: t.propertyName, color: "var(--c1)" },
  { tag: t.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: t.string, color: "var(--ink)" },
  { tag: t.number, color: "var(--c3)" },
  { tag: t.literal, color: "var(--c3)" },
  { tag: t.atom, color: "var(--c4)" },
  { tag: t.keyword, color: "var(--c2)" },
  { tag: t.operator, color: "var(--c2)" },
  { tag: t.function(t.variableName), color: "var(--c5)" },
  { tag: t.variableName, color: "var(--ink)" },
]);

export const modelLanguage = () => new LanguageSupport(mixed, [syntaxHighlighting(colours)]);
