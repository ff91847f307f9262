// A text's UTF-8 bytes, written by hand, since the core knows neither DOM nor Node types (TextEncoder is of both).
// A lone surrogate becomes U+FFFD, as TextEncoder has it.

function pushPoint(bytes: number[], point: number): void {
  if (point < 0x80) {
    bytes.push(point);
    return;
  }
  if (point < 0x800) bytes.push(0xc0 | (point >> 6));
  else {
    if (point < 0x10000) bytes.push(0xe0 | (point >> 12));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f));
    bytes.push(0x80 | ((point >> 6) & 0x3f));
  }
  bytes.push(0x80 | (point & 0x3f));
}

export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    pushPoint(bytes, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return Uint8Array.from(bytes);
}
