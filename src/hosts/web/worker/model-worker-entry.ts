// The script of the model worker: every tab but those of the long lenses.

import { beginModelWorker } from "./begin-model-worker.ts";

beginModelWorker();
