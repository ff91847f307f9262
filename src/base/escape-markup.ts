// Text as it stands in HTML, SVG and XML, inside an element or between quotation marks. In: any text. Out: no markup.

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (c) => ENTITIES[c]!);
