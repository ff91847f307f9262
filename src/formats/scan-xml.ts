// XML as a tree with lines, enough for files of models: elements, attributes, text, CDATA, comments. In: a text. Out: the root, or what is
// wrong and where. Document types are refused, so no entity is ever expanded; depth and size are bounded; nothing is fetched.

export type Node = {
  name: string;
  line: number;
  attributes: ReadonlyMap<string, string>;
  children: Node[];
  text: string;
};

const MOST_DEEP = 60;
const MOST_NODES = 100_000;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const plainText = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

const TAG = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const attributesOf = (text: string) =>
  new Map([...text.matchAll(ATTRIBUTE)].map(([, name, a, b]) => [name!.toLowerCase(), plainText(a ?? b ?? "")]));

export function scanXml(source: string): { root: Node } | { line: number; says: string } {
  const open: Node[] = [];
  let [root, line, counted, nodes]: [Node | undefined, number, number, number] = [undefined, 1, 0, 0];
  const lineAt = (at: number) => {
    for (; counted < at; counted++) if (source.charCodeAt(counted) === 10) line++;
    return line;
  };
  const text = (part: string) => {
    const last = open.at(-1);
    if (last) last.text += part;
  };
  for (let at = 0; at < source.length; ) {
    const next = source.indexOf("<", at);
    text(plainText(source.slice(at, next < 0 ? source.length : next)));
    if (next < 0) break;
    at = next;
    const skip = [
      ["<!--", "-->"],
      ["<?", "?>"],
      ["<![CDATA[", "]]>"],
    ].find(([begin]) => source.startsWith(begin!, at));
    if (skip) {
      const end = source.indexOf(skip[1]!, at + skip[0]!.length);
      if (end < 0) return { line: lineAt(at), says: `\`${skip[0]}\` is not closed` };
      if (skip[0] === "<![CDATA[") text(source.slice(at + 9, end));
      at = end + skip[1]!.length;
      continue;
    }
    if (source.startsWith("<!", at))
      return { line: lineAt(at), says: "it declares a document type, which is not read" };
    TAG.lastIndex = at;
    const tag = TAG.exec(source);
    if (!tag) return { line: lineAt(at), says: "a tag is not well formed" };
    const [whole, closing, rawName = "", attributes = "", empty] = tag;
    const name = rawName.replace(/^.*:/, "").toLowerCase();
    if (closing) {
      const last = open.pop();
      if (last?.name !== name) return { line: lineAt(at), says: `\`</${rawName}>\` closes nothing that is open` };
    } else {
      if (++nodes > MOST_NODES || open.length >= MOST_DEEP)
        return { line: lineAt(at), says: "it has too many elements, or too deep ones" };
      const node: Node = { name, line: lineAt(at), attributes: attributesOf(attributes), children: [], text: "" };
      open.at(-1)?.children.push(node);
      root ??= node;
      if (!empty) open.push(node);
    }
    at += whole.length;
  }
  if (!root) return { line: 1, says: "there is no element in it" };
  const unclosed = open.at(-1);
  return unclosed
    ? { line: unclosed.line, says: `\`<${unclosed.name}>\` is not closed: the file ends too early` }
    : { root };
}

export const childOf = (node: Node, name: string) => node.children.find((child) => child.name === name);
