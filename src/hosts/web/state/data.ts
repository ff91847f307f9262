// Data that stands in a page must not end its own element: `<` is written as an escape. Nothing in it is ever markup.

export const asData = (data: unknown): string =>
  JSON.stringify(data).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
