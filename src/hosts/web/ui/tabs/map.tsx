// The causal picture, drawn from the formulas: sign and delay on each arrow, dashed where someone weighs a thing in choosing. A click on a
// thing shows what lies around it and the loops through it; a click on a loop follows it.

import { useEffect, useMemo, useRef, useState } from "react";
import type { CausalMap, MapArrow } from "../../../../analysis/causal-map/causal-map.ts";
import { px } from "../../../../present/charts/element.ts";
import { showPlace, usePage } from "../../state/store.ts";
import { useReply } from "../parts/use-reply.ts";
import { around, type Loop, loopsThrough } from "./loops.ts";
import { NODE_HEIGHT, place } from "./map-layout.ts";

const SIGNS: Record<MapArrow["sign"], string> = { "+": "+", "-": "−", depends: "±", none: "" };

const keyOf = (a: MapArrow) => `${a.from} ${a.to}`;

function pathOf(points: readonly { x: number; y: number }[]): string {
  return points.map((p, i) => `${i === 0 ? "M" : "L"}${px(p.x)} ${px(p.y)}`).join("");
}

function Picture({
  map,
  chosen,
  choose,
  loop,
}: {
  map: CausalMap;
  chosen: string;
  choose: (id: string) => void;
  loop: Loop | undefined;
}) {
  const placed = useMemo(() => place(map), [map]);
  const box = useRef<HTMLElement>(null);
  // What was chosen stands in the middle of the window onto the picture
  useEffect(() => {
    const at = placed.nodes.find((n) => n.id === chosen);
    if (at) box.current?.scrollTo(at.x - box.current.clientWidth / 2, at.y - box.current.clientHeight / 2);
  }, [placed, chosen]);
  const inLoop = new Set(loop?.arrows.map(keyOf));
  const label = (id: string) => map.nodes.find((n) => n.id === id)?.label ?? id;
  const said = map.arrows.map(
    (a) => `${label(a.from)} ${a.sign === "-" ? "lowers" : a.sign === "+" ? "raises" : "moves"} ${label(a.to)}`,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture scrolls, and a keyboard must reach it
    <section className="map-box" ref={box} tabIndex={0} aria-label="Causal picture">
      <svg width={placed.width} height={placed.height} viewBox={`0 0 ${placed.width} ${placed.height}`}>
        <title>Causal picture</title>
        <desc>{said.join("; ")}</desc>
        <defs>
          <marker
            id="tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
          </marker>
        </defs>
        {placed.arrows.map((a) => {
          const kind = ["arrow", a.weighed && "weighed", a.sign === "-" && "minus", inLoop.has(keyOf(a)) && "followed"]
            .filter(Boolean)
            .join(" ");
          const middle = a.points[Math.floor(a.points.length / 2)]!;
          return (
            <g key={keyOf(a)} className={kind}>
              <path d={pathOf(a.points)} markerEnd="url(#tip)" />
              {(a.sign !== "none" || a.delayed) && (
                <text x={px(middle.x)} y={px(middle.y) - 3} textAnchor="middle">
                  {SIGNS[a.sign]}
                  {a.delayed ? "‖" : ""}
                </text>
              )}
            </g>
          );
        })}
        {placed.nodes.map((n) => (
          // biome-ignore lint/a11y/useSemanticElements: an SVG group cannot be a button element
          <g
            key={n.id}
            className={["node", n.kind, n.id === chosen && "chosen", loop?.nodes.includes(n.id) && "followed"]
              .filter(Boolean)
              .join(" ")}
            role="button"
            tabIndex={0}
            aria-pressed={n.id === chosen}
            transform={`translate(${px(n.x - n.width / 2)} ${px(n.y - NODE_HEIGHT / 2)})`}
            onClick={() => choose(n.id)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              choose(n.id);
            }}
          >
            <title>{`${n.label}, ${n.kind}`}</title>
            <rect width={px(n.width)} height={NODE_HEIGHT} rx={n.kind === "policy" ? 12 : 2} />
            {n.lines.map((line, i) => (
              <text key={line} x={px(n.width / 2)} y={n.lines.length === 1 ? 24 : 17 + i * 14} textAnchor="middle">
                {line}
              </text>
            ))}
          </g>
        ))}
      </svg>
    </section>
  );
}

export function CausalMapTab() {
  const model = usePage((page) => page.model);
  const question = usePage((page) => page.question);
  const reply = useReply<"map">(model ? { kind: "map" } : undefined);
  const [picked, pick] = useState<string | undefined>();
  const [isWhole, showWhole] = useState(false);
  const [loop, follow] = useState<Loop | undefined>();
  const map = reply.value;
  const asked = model?.questions.find((q) => q.id === question);
  const own = asked && "policy" in asked ? model?.policies[asked.policy]?.id : undefined;
  const chosen = map?.nodes.some((n) => n.id === picked) ? picked! : (own ?? map?.nodes[0]?.id ?? "");
  const shown = useMemo(() => (map ? (isWhole ? map : around(map, chosen)) : undefined), [map, isWhole, chosen]);
  const loops = useMemo(() => (map ? loopsThrough(map, chosen).slice(0, 12) : []), [map, chosen]);
  if (!map || !shown) return <p className="note">{reply.says ?? "Reading the formulas …"}</p>;
  const node = map.nodes.find((n) => n.id === chosen);
  const label = (id: string) => map.nodes.find((n) => n.id === id)?.label ?? id;
  const choose = (id: string) => {
    pick(id);
    follow(undefined);
  };
  // A followed loop is shown whole, also where it leaves what lies around
  const withLoop = loop && !isWhole ? joined(shown, loop, map) : shown;
  return (
    <div className="map">
      <p className="filter">
        <label>
          Around{" "}
          <select value={chosen} onChange={(event) => choose(event.target.value)}>
            {map.nodes
              .toSorted((a, b) => (a.label < b.label ? -1 : 1))
              .map((n) => (
                <option key={n.id} value={n.id}>
                  {n.label}
                </option>
              ))}
          </select>
        </label>
        <label>
          <input type="checkbox" checked={isWhole} onChange={(event) => showWhole(event.target.checked)} /> the whole
          model ({map.nodes.length} things, {map.arrows.length} arrows)
        </label>
        {node && (
          <button type="button" className="quiet place" onClick={() => showPlace(node.at)}>
            {node.at.file}:{node.at.line}
          </button>
        )}
      </p>
      <Picture map={withLoop} chosen={chosen} choose={choose} loop={loop} />
      <p className="note">
        + moves the same way, − the other way, ± depends; ‖ a step later; dashed: weighed by the one who chooses. Round:
        a choice. Family members are one thing.
      </p>
      {loops.length > 0 && (
        <>
          <h3>Loops through {label(chosen)}</h3>
          <ul className="loops">
            {loops.map((l) => (
              <li key={l.nodes.join(" ")}>
                <button type="button" aria-pressed={l === loop} onClick={() => follow(l === loop ? undefined : l)}>
                  <strong>
                    {l.kind === "R" ? "drives itself on" : l.kind === "B" ? "holds itself in check" : "depends"}
                  </strong>{" "}
                  {l.nodes.map(label).join(" → ")} → {label(chosen)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function joined(shown: CausalMap, loop: Loop, map: CausalMap): CausalMap {
  const ids = new Set([...shown.nodes.map((n) => n.id), ...loop.nodes]);
  const arrows = new Set([...shown.arrows, ...loop.arrows]);
  return { nodes: map.nodes.filter((n) => ids.has(n.id)), arrows: map.arrows.filter((a) => arrows.has(a)) };
}
