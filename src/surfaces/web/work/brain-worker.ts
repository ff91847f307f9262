// The script of the brain: every tab but those of the long lenses.

import { beginBrain } from "./begin-brain.ts";

beginBrain();
