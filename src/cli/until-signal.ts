/**
 * Resolves with the first SIGTERM or SIGINT. A second one means that somebody will not wait: the process ends at once,
 * after `onSecond`.
 */
export function untilSignal(onSecond: () => void = () => undefined): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        signals++;
        resolve(signal);
        if (signals === 1) return;
        onSecond();
        process.exit(1);
      });
    }
  });
}
