// The brain on the page's own thread, where there are no workers: the same code, slices with pauses between them.

import { brain } from "./brain.ts";
import { crewOf, type Line } from "./crew.ts";
import { longLenses } from "./long-lenses.ts";
import { playWorker } from "./play-worker.ts";
import type { FromBrain, ToBrain } from "./protocol.ts";

function lineHere(): Line {
  let take: Parameters<Line["hear"]>[0] = () => undefined;
  const post = playWorker((message) => queueMicrotask(() => take(message)));
  return {
    post,
    hear: (t) => {
      take = t;
    },
  };
}

export function brainHere(post: (message: FromBrain) => void): (message: ToBrain) => void {
  const crews = { answer: crewOf([lineHere()]), tabs: crewOf([lineHere()]) };
  return brain(crews, post, () => performance.now(), longLenses());
}
