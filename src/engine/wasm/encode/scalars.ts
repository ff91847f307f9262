// The scalar twins of f64x2 instructions, for folding: pmin and pmax keep a NaN in a and lose one in b.

export const minOf = (a: number, b: number): number => (b < a ? b : a);
export const maxOf = (a: number, b: number): number => (a < b ? b : a);
export const floorOf = (a: number): number => Math.floor(a);
