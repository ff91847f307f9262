// The one way to say that our own code is wrong. What a person wrote is never an invariant: that is a Problem.

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug in Standoff: ${message}`);
}

/** Ends a switch over a union on `kind`: forgetting a kind is a type error. */
export function assertNever(value: never): never {
  throw new Error(`bug in Standoff: unexpected ${JSON.stringify(value)}`);
}
