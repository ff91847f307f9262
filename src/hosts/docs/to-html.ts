// Our own Markdown as HTML: headings, paragraphs, lists, tables, fences, links, code, bold. In: text we wrote. Out: HTML without scripts.
// All text is escaped first, and links may only lead to pages, anchors and https: it would be safe for a stranger's text too.

import { escapeMarkup } from "../../base/escape-markup.ts";

export const anchorOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s+/g, "-");

function inline(text: string): string {
  const codes: string[] = [];
  const kept = text.replace(
    /`([^`]+)`/g,
    (_, code: string) => `\u0000${codes.push(`<code>${escapeMarkup(code)}</code>`) - 1}\u0000`,
  );
  return (
    escapeMarkup(kept)
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (whole, label: string, to: string) =>
        /^(https:|[\w./#-]+$)/.test(to) ? `<a href="${to}">${label}</a>` : whole,
      )
      .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
      .replace(/(^|\W)\*([^*\s][^*]*)\*/g, "$1<em>$2</em>")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a mark that no text of ours holds
      .replace(/\u0000(\d+)\u0000/g, (_, at: string) => codes[Number(at)]!)
  );
}

const cells = (row: string) =>
  row
    .replace(/^\||\|\s*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim());

function tableOf(rows: readonly string[]): string {
  const [head = "", , ...body] = rows;
  const line = (row: string, tag: string) =>
    `<tr>${cells(row)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join("")}</tr>`;
  return `<table><thead>${line(head, "th")}</thead><tbody>${body.map((row) => line(row, "td")).join("")}</tbody></table>`;
}

function listOf(lines: readonly string[], tag: "ul" | "ol"): string {
  const items: string[] = [];
  for (const line of lines) {
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (item) items.push(item[1]!);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
}

function blockOf(block: string): string {
  const lines = block.split("\n");
  const heading = /^(#{1,6}) (.*)$/.exec(lines[0]!);
  if (heading && lines.length === 1) {
    const [, marks = "", text = ""] = heading;
    return `<h${marks.length} id="${anchorOf(text)}">${inline(text)}</h${marks.length}>`;
  }
  if (/^\|.*\|\s*$/.test(lines[0]!) && /^\|[\s:|-]+$/.test(lines[1] ?? "")) return tableOf(lines);
  if (/^\s*[-*] /.test(lines[0]!)) return listOf(lines, "ul");
  if (/^\s*\d+\. /.test(lines[0]!)) return listOf(lines, "ol");
  if (heading) return `${blockOf(lines[0]!)}\n${blockOf(lines.slice(1).join("\n"))}`;
  const list = lines.findIndex((line) => /^[-*] /.test(line));
  if (list > 0) return `${blockOf(lines.slice(0, list).join("\n"))}\n${blockOf(lines.slice(list).join("\n"))}`;
  return `<p>${inline(lines.join("\n"))}</p>`;
}

export function markdownToHtml(markdown: string): string {
  const parts = markdown.replace(/<!--[\s\S]*?-->\n?/g, "").split(/^(```[^\n]*\n[\s\S]*?^```)$/m);
  return parts
    .flatMap((part) => {
      const fence = /^```[^\n]*\n([\s\S]*?)```$/m.exec(part);
      if (part.startsWith("```") && fence) return [`<pre><code>${escapeMarkup(fence[1]!)}</code></pre>`];
      return part
        .split(/\n{2,}/)
        .map((block) => block.replace(/^\n+|\s+$/g, ""))
        .filter((block) => block !== "")
        .map(blockOf);
    })
    .join("\n");
}
