// Lines of at most 100 columns, broken at blanks; a word that is longer stands alone. A number keeps its sign of per cent and its error.

const WIDTH = 100;
const WORD = /(\s*)((?:\(?\+\/- )?\S+(?: %\S*)?)/g;

export function wrap(text: string, first: string, hang: string): string[] {
  const out: string[] = [];
  let line = first;
  let empty = true;
  // Two blanks in a row part columns (a date and what happened): they are kept where they do not end a line
  for (const [, blank = "", word = ""] of text.matchAll(WORD)) {
    const gap = empty ? "" : blank;
    if (!empty && line.length + gap.length + word.length > WIDTH) {
      out.push(line);
      line = hang + word;
    } else line += gap + word;
    empty = false;
  }
  out.push(line);
  return out;
}
