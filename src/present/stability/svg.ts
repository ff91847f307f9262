// What both pictures share: colours that hold for colour-blind eyes (Okabe & Ito), a dash of its own for every actor so that
// colour never stands alone, and a frame that follows the reader's light or dark page.

const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a00", "#7f7f7f"];
const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 4", "6 2 1 2"];

export function colourOf(actor: number): string {
  return COLOURS[actor % COLOURS.length]!;
}

export function dashOf(actor: number): string {
  return DASHES[actor % DASHES.length]!;
}

export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** A text cut to a number of characters, the whole of it on hovering. */
export function label(x: number, y: number, text: string, most: number, attributes = ""): string {
  const short = text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}><title>${escaped(text)}</title>${escaped(short)}</text>`;
}

export function round(value: number): number {
  return Math.floor(value * 10 + 0.5) / 10;
}

/** Arrow heads in each actor's colour, and the whole picture. */
export function picture(
  width: number,
  height: number,
  title: string,
  actors: readonly string[],
  body: string[],
): string {
  const heads = actors.map(
    (_, k) =>
      `<marker id="head${k}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="${colourOf(k)}"/></marker>`,
  );
  const style =
    "text{font:12px system-ui,sans-serif;fill:#222}.soft{fill:#666}.small{font-size:10px}.node{fill:#fff;stroke:#444}.holds{stroke-width:3}svg{background:#fff}@media(prefers-color-scheme:dark){text{fill:#eee}.soft{fill:#aaa}.node{fill:#222;stroke:#bbb}svg{background:#161616}}";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title><style>${style}</style><defs>${heads.join("")}</defs>`,
    ...body,
    ...legend(actors, 20, height - 14),
    "</svg>\n",
  ].join("\n");
}

function legend(actors: readonly string[], x: number, y: number): string[] {
  let at = x;
  return actors.map((name, k) => {
    const from = at;
    at += 60 + Math.min(name.length, 24) * 7;
    return `<path d="M${from} ${round(y - 4)}h34" stroke="${colourOf(k)}" stroke-dasharray="${dashOf(k)}" stroke-width="2" marker-end="url(#head${k})"/>${label(from + 42, y, name, 24)}`;
  });
}
