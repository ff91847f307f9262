// Our Markdown as HTML, by `marked` (CommonMark and GitHub's tables). In: text we wrote. Out: HTML without scripts.
// Markup in the text is shown as text, comments are left out, and links lead to pages, anchors and https alone: it would
// be safe for a stranger's text too.

import { Marked, type Tokens } from "marked";
import { escapeMarkup } from "../../base/escape-markup.ts";

/** The name of a heading for links, as GitHub makes it. */
const anchorOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s+/g, "-");

const isAllowed = (to: string) => /^(https:|[\w./#-]+$)/.test(to);
const isComment = (text: string) => /^<!--[\s\S]*?-->\s*$/.test(text);

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }: Tokens.Heading) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    html: ({ text }: Tokens.HTML | Tokens.Tag) => (isComment(text) ? "" : escapeMarkup(text)),
    link({ href, raw, tokens }: Tokens.Link) {
      return isAllowed(href)
        ? `<a href="${escapeMarkup(href)}">${this.parser.parseInline(tokens)}</a>`
        : escapeMarkup(raw);
    },
    // Pages hold no images: one is shown as it is written
    image: ({ raw }: Tokens.Image) => escapeMarkup(raw),
  },
});

export const markdownToHtml = (markdown: string): string => marked.parse(markdown, { async: false });
