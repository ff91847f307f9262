// A formula as written: names are not yet resolved. Offsets count code units of the formula's own text.

export type Span = { from: number; to: number };

/** How tightly each operator between two formulas binds; a sign or `not` before one binds by 6. */
export const BINDING = {
  or: 1,
  and: 2,
  "=": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
} as const;

export type BinaryOperator = keyof typeof BINDING;

export type Syntax = Span &
  (
    | { kind: "number"; value: number }
    | { kind: "date"; text: string }
    | { kind: "name"; name: string }
    | { kind: "member"; owner: string; name: string }
    | { kind: "index"; of: Syntax; indices: Syntax[] }
    | { kind: "call"; name: string; arguments: (Syntax | Pair)[] }
    | { kind: "each"; name: string; body: Syntax; index: string; set: string; where?: Syntax }
    | { kind: "negate" | "not"; of: Syntax }
    | { kind: "binary"; operator: BinaryOperator; left: Syntax; right: Syntax }
    | { kind: "interval"; low: Syntax; high: Syntax }
    | { kind: "is"; of: Syntax; option: string; negated: boolean; optionAt: Span }
    | { kind: "if"; test: Syntax; yes: Syntax; no: Syntax }
  );

export type Pair = Span & { kind: "pair"; x: Syntax; y: Syntax };
