// A figure of present/charts as nodes of the page, with its table one key away. Text is set as text, never as markup.

import { createElement, type ReactNode } from "react";
import type { Figure, FigureTable, Mark } from "../../../../present/charts/element.ts";
import { usePage } from "../../state/store.ts";

/** `stroke-width` → `strokeWidth`, as React wants it. */
const reactName = (name: string) => name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase());

function node(mark: Mark | string, key: number): ReactNode {
  if (typeof mark === "string") return mark;
  const at = Object.fromEntries(Object.entries(mark.at).map(([name, value]) => [reactName(name), value]));
  return createElement(mark.tag, { ...at, key }, ...mark.inside.map(node));
}

export function Drawing({ figure, children }: { figure: Figure; children?: ReactNode }) {
  return (
    <svg
      className="figure"
      viewBox={`0 0 ${figure.width} ${figure.height}`}
      role="img"
      aria-label={`${figure.title}. ${figure.says}`}
    >
      <title>{figure.title}</title>
      <desc>{figure.says}</desc>
      {figure.marks.map(node)}
      {children}
    </svg>
  );
}

export function Table({ table, caption }: { table: FigureTable; caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must reach it
    <section className="table-box" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
              <th key={k} scope="col" className={k > 0 ? "number" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, k) =>
                k === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                  <th key={k} scope="row">
                    {cell}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                  <td key={k} className="number">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A drawing, or its table where tables are asked for (key t). */
export function FigureView({ figure, children }: { figure: Figure; children?: ReactNode }) {
  const showTables = usePage((page) => page.showTables);
  if (showTables) return <Table table={figure.table} caption={figure.title} />;
  return <Drawing figure={figure}>{children}</Drawing>;
}
