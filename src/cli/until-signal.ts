/** Resolves with the first SIGTERM or SIGINT. A second one ends the process at once. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        // A second signal means that somebody will not wait.
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}
