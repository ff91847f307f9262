// Lets messages in: resolves after everything that waits in this thread's queue has had its turn, within a fraction of a millisecond
// (a timer would wait four).

type Waiting = () => void;

function channel(): (then: Waiting) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: Waiting[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (then) => {
    waiting.push(then);
    port2.postMessage(0);
  };
}

export function pauses(): () => Promise<void> {
  const after = channel();
  return () => new Promise((resolve) => after(resolve));
}
