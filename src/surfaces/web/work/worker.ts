// The script of the page's workers: reading, playing, and every tab but those of the long lenses.

import { beginWorker } from "./worker-roles.ts";

beginWorker();
