// Where a sentence is read: what is a command on a terminal is no command on a page.

export type Where = "terminal" | "page" | "assistant" | "program";
