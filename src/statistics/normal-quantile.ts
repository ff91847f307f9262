// The quantile of the standard normal: Wichura (1988), "Algorithm AS 241: the percentage points of the normal
// distribution", Applied Statistics 37, routine PPND16 (about 16 digits). In: a chance within (0, 1). Out: z.
// Horner's scheme in the order written, so that the kernel gives the same bits. The tables are exported for the kernel:
// [numerator, denominator], highest power first, the paper's digits cut to what a double holds.

import { log } from "./exp-log.ts";

type Table = readonly number[];

/** For |p - 0.5| <= 0.425, in r = 0.180625 - (p - 0.5)^2. */
export const QUANTILE_CENTRE: readonly [Table, Table] = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
];
/** For sqrt(-log(tail)) up to 5, in that root less 1.6. */
export const QUANTILE_NEAR: readonly [Table, Table] = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
];
/** Further out, in that root less 5. */
export const QUANTILE_FAR: readonly [Table, Table] = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
];

function horner(table: Table, x: number): number {
  let y = table[0]!;
  for (let i = 1; i < 8; i++) y = y * x + table[i]!;
  return y;
}

/** The z below which a standard normal falls with chance p: AS 241 PPND16 (Wichura 1988). NaN at 0 and 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(QUANTILE_CENTRE[0], r)) / horner(QUANTILE_CENTRE[1], r);
  }
  const root = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const far = root > 5;
  const table = far ? QUANTILE_FAR : QUANTILE_NEAR;
  const a = root - (far ? 5 : 1.6);
  const z = horner(table[0], a) / horner(table[1], a);
  return q < 0 ? -z : z;
}
