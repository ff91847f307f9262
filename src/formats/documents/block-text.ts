// The text of a piece of a page as a reader sees it: one line a block, white space folded within it, nothing of the markup.
// Walks with its own stack, since pages may nest deeper than calls can.

/** The little of a DOM node that is needed here, so that any DOM will do. */
export type TextNode = {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  firstChild: TextNode | null;
  nextSibling: TextNode | null;
};

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(
    " ",
  ),
);
const ELEMENT = 1;
const TEXT = 3;

export function blockText(root: TextNode): string {
  const lines: string[] = [];
  let line = "";
  const close = () => {
    const folded = line.replace(/[ \t\n\r\f]+/g, " ").trim();
    if (folded !== "") lines.push(folded);
    line = "";
  };
  const stack: { node: TextNode; closing: boolean }[] = [{ node: root, closing: false }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, closing } = top;
    const name = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT) line += node.textContent ?? "";
    else if (name === "BR" || closing || BLOCKS.has(name)) close();
    if (closing || node.nodeType === TEXT) continue;
    if (node.nodeType === ELEMENT && BLOCKS.has(name)) stack.push({ node, closing: true });
    const children: TextNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
    for (const child of children.reverse()) stack.push({ node: child, closing: false });
  }
  close();
  return lines.join("\n");
}
