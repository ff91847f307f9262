// A document of present/ (headings, sentences, lines, tables) on the page.

import type { Document, Part } from "../../../../present/document/document.ts";
import { FigureView } from "./figure.tsx";

const DATED = /^(\d{4}(?:-[\w-]+)?) {2,}(.*)$/s;

function Line({ text }: { text: string }) {
  const dated = DATED.exec(text);
  if (!dated) return <>{text}</>;
  return (
    <>
      <time>{dated[1]}</time> <span>{dated[2]}</span>
    </>
  );
}

/** `name`: what a table is called by those who hear the page. */
function PartView({ part, name }: { part: Part; name: string }) {
  if (part.kind === "heading") return <h4>{part.text}</h4>;
  if (part.kind === "sentence") return <p className="note">{part.text}</p>;
  if (part.kind === "lines") {
    return (
      <ol className="story">
        {part.lines
          .filter((line) => line !== "")
          .map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one document do not move
            <li key={i} className={DATED.test(line) ? "dated" : undefined}>
              <Line text={line} />
            </li>
          ))}
      </ol>
    );
  }
  if (part.kind === "figure") return <FigureView figure={part.figure} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must reach it
    <section className="table-box" tabIndex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            {part.columns.map((c, k) =>
              c.head === "" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                <td key={k} />
              ) : (
                <th key={c.head} scope="col" className={c.align === "right" ? "number" : undefined}>
                  {c.head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((row) => (
            <tr key={row.join(" ")}>
              {row.map((cell, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                <td key={k} className={part.columns[k]?.align === "right" ? "number" : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function DocumentView({ document }: { document: Document }) {
  return (
    <div className="document">
      {document.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one document do not move
        <PartView key={i} part={part} name={`Table, part ${i + 1}`} />
      ))}
    </div>
  );
}
