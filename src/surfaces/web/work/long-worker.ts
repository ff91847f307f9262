// The script of the workers that are started when a tab of a long lens is first opened: all that worker.ts does, and those lenses.

import { longLenses } from "./long-lenses.ts";
import { beginWorker } from "./worker-roles.ts";

beginWorker(longLenses());
