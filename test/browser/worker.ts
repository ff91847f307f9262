// The web worker of the browser leg: one message a case, one answer.

import { type EngineName, playTexts, type TextCase } from "./play-texts.ts";

self.addEventListener("message", (message: MessageEvent<{ c: TextCase; engine: EngineName }>) => {
  self.postMessage(playTexts(message.data.c, message.data.engine));
});
