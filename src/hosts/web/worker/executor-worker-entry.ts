// The script of an executor: the engines, and nothing that reads. Its first message is the end of its line to a model worker.

import { playWorker, type ToExecutor } from "./play-worker.ts";

globalThis.onmessage = ({ data: port }: MessageEvent<MessagePort>) => {
  const play = playWorker((message, transfer) => port.postMessage(message, transfer));
  port.onmessage = (event: MessageEvent<ToExecutor>) => play(event.data);
};
