// The script of the brain that is started when a tab of a long lens is first opened: all that brain-worker.ts does, and those lenses.

import { beginBrain } from "./begin-brain.ts";
import { longLenses } from "./long-lenses.ts";

beginBrain(longLenses());
