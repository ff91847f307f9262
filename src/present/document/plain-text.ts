// Text of a stranger's model on the way to a terminal: control characters (colours, cursor moves, bells) and marks that turn the
// direction of writing are left out, so that a label cannot repaint the screen or pass for something else.

/** Line feeds stay. */
export const plainText = (text: string) => text.replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, "");
