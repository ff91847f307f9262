// A figure as PNG: its marks painted on a canvas one by one. Not through an image of the SVG: the page's policy lets no picture in that
// does not come from the server. Knows the marks that present/charts makes: rect, line, path, text.

import type { Figure, Mark } from "../../../present/charts/element.ts";
import { LIGHT, LIGHT_PAPER } from "../../../present/charts/palette.ts";

function colour(value: string | number | undefined): string | undefined {
  if (value === undefined || value === "none") return undefined;
  const name = /^var\(--([a-z]+\d*)\)$/.exec(String(value))?.[1];
  if (name === undefined) return String(value);
  return name === "paper" ? LIGHT_PAPER : LIGHT[name as keyof typeof LIGHT];
}

function paintMark(context: CanvasRenderingContext2D, { tag, at, inside }: Mark): void {
  const n = (name: string) => Number(at[name] ?? 0);
  const dash = String(at["stroke-dasharray"] ?? "none");
  context.setLineDash(dash === "none" ? [] : dash.split(" ").map(Number));
  context.lineWidth = Number(at["stroke-width"] ?? 1);
  const fill = colour(at.fill ?? (tag === "text" || tag === "rect" ? "#000" : undefined));
  const stroke = colour(at.stroke);
  if (tag === "text") {
    context.font = `${at["font-weight"] ?? 400} ${at["font-size"] ?? 12}px system-ui, sans-serif`;
    context.textAlign = at["text-anchor"] === "end" ? "right" : at["text-anchor"] === "middle" ? "center" : "left";
    context.fillStyle = fill ?? "#000";
    context.fillText(inside.filter((part) => typeof part === "string").join(""), n("x"), n("y"));
    return;
  }
  const path = new Path2D(tag === "path" ? String(at.d) : undefined);
  if (tag === "rect") path.rect(n("x"), n("y"), n("width"), n("height"));
  if (tag === "line") {
    path.moveTo(n("x1"), n("y1"));
    path.lineTo(n("x2"), n("y2"));
  }
  context.globalAlpha = Number(at["fill-opacity"] ?? 1);
  if (fill && tag !== "line") {
    context.fillStyle = fill;
    context.fill(path);
  }
  context.globalAlpha = 1;
  if (stroke) {
    context.strokeStyle = stroke;
    context.stroke(path);
  }
}

/** Twice the size it has on the page; undefined where the browser makes no picture. */
export function pngOf(figure: Figure): Promise<Blob | undefined> {
  const margin = 16;
  const canvas = document.createElement("canvas");
  canvas.width = 2 * (figure.width + 2 * margin);
  canvas.height = 2 * (figure.height + 2 * margin);
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(undefined);
  context.scale(2, 2);
  context.fillStyle = LIGHT_PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(margin, margin);
  for (const mark of figure.marks) paintMark(context, mark);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}
