// The script of the model worker that is started when a tab of a long lens is first opened: all that model-worker-entry.ts does, and those lenses.

import { beginModelWorker } from "./begin-model-worker.ts";
import { longLenses } from "./long-lenses.ts";

beginModelWorker(longLenses());
