// A place where the text was damaged on its way: link text of the page in a sentence, a lost space, a quotation mark that
// is missing, a start that was cut off. Flagged for a person; the text itself is never mended.

import type { Span } from "../text/source-text.ts";

export type DamageKind = "anchor" | "fused" | "quote" | "fragment";

export type TextDamage = Span & { kind: DamageKind };
