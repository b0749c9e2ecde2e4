// Loaded into a server of which a test wants to know what it really holds: collects garbage when it gets SIGUSR2.
process.on('SIGUSR2', () => {
  for (let time = 0; time < 3; time++) globalThis.gc?.();
});
