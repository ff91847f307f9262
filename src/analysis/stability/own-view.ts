// One actor's own game, played as it believes the model to be, beside the true one: which true state each of its states is.
// In: both played forms and the graphs made of them. States are matched by what everybody holds; a state that only one of the two
// games has is left out of account by the other.

import { type PlayedForm, strategiesAt } from "../../ensemble/strategic-form.ts";
import type { View } from "./build-model.ts";
import type { PlayedGraph } from "./played-model.ts";

export type PlayedGame = { form: PlayedForm; graph: PlayedGraph };

export function ownView(truth: PlayedGame, own: PlayedGame): View {
  const places = new Map(profilesOf(truth.form).map((name, q) => [name, truth.graph.slotOf[q]!]));
  const trueOf = new Int32Array(own.graph.model.states.count).fill(-1);
  profilesOf(own.form).forEach((name, q) => {
    trueOf[own.graph.slotOf[q]!] = places.get(name) ?? -1;
  });
  return { model: own.graph.model, trueOf };
}

function profilesOf(form: PlayedForm): string[] {
  const profiles = form.players.reduce((product, player) => product * player.strategies.length, 1);
  return Array.from({ length: profiles }, (_, q) =>
    strategiesAt(form.players, q)
      .map((strategy) => strategy.id)
      .join(" / "),
  );
}
