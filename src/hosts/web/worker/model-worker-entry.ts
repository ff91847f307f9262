// The script of the modelWorker: every tab but those of the long lenses.

import { beginModelWorker } from "./begin-model-worker.ts";

beginModelWorker();
