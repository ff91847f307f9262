// The text of a web page, by linkedom (a DOM that loads and runs nothing) and Mozilla's Readability: title and article, one
// line a block. Where Readability finds no article, or leaves too much out, the whole body is taken and a warning says so.
// Scripts, styles, frames and hidden elements never reach the text; nothing the page refers to is fetched.

import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { blockText } from "./block-text.ts";
import { decodeText } from "./decode-text.ts";
import type { Drawn } from "./drawn.ts";
import { say } from "./say.ts";

const MOST_ELEMENTS = 100_000;
/** Readability's work grows with the cube of this: a thousand boxes in each other take a minute, and pages have thirty. */
const MOST_DEEP = 100;
const NEVER =
  "title,script,style,noscript,template,iframe,frame,object,embed,svg,math,canvas,audio,video,form,nav,dialog,[hidden],[aria-hidden=true]";

export function drawHtml(bytes: Uint8Array, name: string, encoding?: string): Drawn {
  const { text: markup, problems } = decodeText(bytes, name, encoding ?? declaredEncoding(bytes));
  if (markup === undefined) return { problems };
  try {
    const drawn = draw(markup, name);
    return { ...drawn, problems: [...problems.filter((p) => p.severity === "error"), ...drawn.problems] };
  } catch {
    // The parsers are recursive: a page of a hundred thousand nested boxes ends their stack.
    return {
      problems: [
        say.error(
          "html-broken",
          name,
          "it cannot be taken apart: nested too deep, or no web page",
          "open it in a browser and save the text",
        ),
      ],
    };
  }
}

/** The page's own word for its encoding, where it is not UTF-8 (HTML Standard, "prescan a byte stream"). */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  return declared === undefined || /^utf-?8$/i.test(declared) || !isKnown(declared) ? undefined : declared;
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== "";
  } catch {
    return false;
  }
}

/** HTML lets the tags of html, head and body be left out; this DOM does not put them in by itself. */
function withBody(markup: string): string {
  if (/<html[\s>]/i.test(markup) && /<(?:body|frameset)[\s>]/i.test(markup)) return markup;
  const bare = markup.replace(/<!doctype[^>]*>|<\/?(?:html|head|body)(?:\s[^>]*)?>/gi, "");
  return `<!doctype html><html><head></head><body>${bare}</body></html>`;
}

function draw(markup: string, name: string): Drawn {
  const { document } = parseHTML(withBody(markup));
  if (!document.documentElement) return { problems: [noWords(name)] };
  const title = clean(
    document.querySelector('meta[property="og:title"]')?.getAttribute("content") ??
      document.querySelector("title")?.textContent ??
      "",
  );
  const published = publishedIn(document);
  for (const element of document.querySelectorAll(NEVER)) element.remove();
  for (const element of document.querySelectorAll("[style]"))
    if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute("style") ?? "")) element.remove();
  const body = document.body ? blockText(document.body) : "";
  const elements = document.querySelectorAll("*");
  const readable = elements.length <= MOST_ELEMENTS && depthOf(elements) <= MOST_DEEP;
  const article = readable ? articleOf(document) : undefined;
  const found = { ...(title ? { title } : {}), ...(published ? { published } : {}) };
  if (article && article.length > 200 && article.length > 0.25 * body.length) {
    const text = title !== "" && !article.startsWith(title) ? `${title}\n${article}` : article;
    return { text: `${text}\n`, problems: [], ...found };
  }
  if (body.trim() === "") return { problems: [noWords(name)] };
  return {
    text: `${body}\n`,
    problems: [say.warning("html-whole", name, "no article was found, so the whole page was taken")],
    ...found,
  };
}

const noWords = (name: string) =>
  say.error(
    "text-empty",
    name,
    "the page has no text of its own (a script may write it)",
    "open it in a browser and save the text",
  );

type Page = ReturnType<typeof parseHTML>["document"];

/** How deep the boxes of a page lie in each other. A parent stands before its children. */
function depthOf(elements: Iterable<Element>): number {
  const depths = new Map<Element | null, number>();
  let most = 0;
  for (const element of elements) {
    const depth = (depths.get(element.parentElement) ?? 0) + 1;
    depths.set(element, depth);
    if (depth > most) most = depth;
  }
  return most;
}

function articleOf(document: Page): string | undefined {
  const reader = new Readability<string>(document as unknown as Document, {
    serializer: (node) => blockText(node as unknown as Parameters<typeof blockText>[0]),
    maxElemsToParse: MOST_ELEMENTS,
  });
  return reader.parse()?.content ?? undefined;
}

const clean = (text: string) => text.replace(/\s+/g, " ").trim();

function publishedIn(document: Page): string | undefined {
  const named = [
    'meta[property="article:published_time"]',
    'meta[name="date"]',
    'meta[itemprop="datePublished"]',
    "time[datetime]",
  ];
  for (const selector of named) {
    const element = document.querySelector(selector);
    const value = element?.getAttribute("content") ?? element?.getAttribute("datetime") ?? "";
    const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
    if (day) return day;
  }
  return undefined;
}
