// Plain data → block YAML, one key a line. Strings are quoted wherever YAML could read them as anything else.

export type Yaml = string | number | boolean | Yaml[] | { [key: string]: Yaml };

const PLAIN = /^[A-Za-z0-9(][A-Za-z0-9_ .,()[\]+*/^<>=!-]*$/;
const WORDS = /^(true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const plain = PLAIN.test(value) && !WORDS.test(value) && value.trim() === value;
  return plain ? value : JSON.stringify(value);
}

const isScalar = (value: Yaml) => typeof value !== "object";

function lines(value: Yaml, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (isScalar(item)) return [`${indent}- ${scalar(item as string)}`];
      const [first = "", ...rest] = lines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value as { [key: string]: Yaml }).flatMap(([key, inner]) => {
    const name = /^[\w.]+$/.test(key) ? key : JSON.stringify(key);
    if (isScalar(inner)) return [`${indent}${name}: ${scalar(inner as string)}`];
    if (Array.isArray(inner) && inner.every(isScalar)) {
      return [`${indent}${name}: [${inner.map((item) => scalar(item as string)).join(", ")}]`];
    }
    return [`${indent}${name}:`, ...lines(inner, `${indent}  `)];
  });
}

export function yamlText(value: { [key: string]: Yaml }): string {
  return `${lines(value, "").join("\n")}\n`;
}
