/** Milliseconds that the processor has spent on this process; other programs do not lengthen them. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
