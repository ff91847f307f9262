// Writes a form as Gambit's .nfg, exact rationals kept. A form that was read in the outcome version is written so again.

import { quoteLabel } from "../../analysis/games/game-labels.ts";
import { rationalText } from "../../analysis/games/rational.ts";
import type { StrategicForm } from "../../analysis/games/strategic-form.ts";
import { strategyCounts } from "../../analysis/games/strategic-form.ts";

function head(form: StrategicForm): string {
  const players = form.players.map((player) => quoteLabel(player.label)).join(" ");
  const strategies = form.players.map((p) => `{ ${p.strategies.map((s) => quoteLabel(s.label)).join(" ")} }`);
  return `NFG 1 R ${quoteLabel(form.title)} { ${players} }\n\n{ ${strategies.join("\n")}\n}\n${quoteLabel(form.comment ?? "")}\n`;
}

export function writeNfg(form: StrategicForm): string {
  const n = form.players.length;
  const lines: string[] = [];
  if (form.outcomes) {
    const list = form.outcomes.list.map((o) => `{ ${quoteLabel(o.label)} ${o.payoffs.map(rationalText).join(", ")} }`);
    const first = strategyCounts(form)[0]!;
    lines.push("{", ...list, "}");
    for (let q = 0; q < form.outcomes.of.length; q += first) lines.push(form.outcomes.of.slice(q, q + first).join(" "));
  } else {
    for (let at = 0; at < form.payoffs.length; at += n) {
      lines.push(
        form.payoffs
          .slice(at, at + n)
          .map(rationalText)
          .join(" "),
      );
    }
  }
  return `${head(form)}\n${lines.join("\n")}\n`;
}
