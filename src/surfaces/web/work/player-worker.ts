// The script of a player: the engines, and nothing that reads. Its first message is the end of its line to a brain.

import { playWorker, type ToPlayer } from "./play-worker.ts";

globalThis.onmessage = ({ data: port }: MessageEvent<MessagePort>) => {
  const play = playWorker((message, transfer) => port.postMessage(message, transfer));
  port.onmessage = (event: MessageEvent<ToPlayer>) => play(event.data);
};
