// A mention: words that stand for an actor. `actor` is an ISO 3166-1 alpha-3 code, or an organisation's short name.

import type { MentionKind } from "../gazetteer/gazetteer.ts";
import type { Span } from "../text/source-text.ts";

export type Mention = Span & { actor: string; kind: MentionKind };
