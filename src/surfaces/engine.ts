// The one place where the engine that plays is chosen: command line, workers, pages and servers all take it from here.

import type { MakeEngine } from "../ensemble/play-here.ts";
import { interpreter } from "../meaning/engine.ts";

export const makeEngine: MakeEngine = (model, recording) => interpreter(model, recording);
