// The reader of models, as the page fetches it: only where a text is new, or a lever needs more than a number. The server has read the
// files that it sends, and nothing else of the page needs it.

import { config } from "zod";

// No code is made from text: the page's policy forbids it, and zod would try
config({ jitless: true });

export { readModel } from "../../../language/read-model.ts";
