import { readdirSync, readFileSync } from 'node:fs';

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** User and system time of the process and of its ended children, in clock ticks. */
  readonly ticks: number;
}

/** Linux counts processor time for /proc in hundredths of a second. */
const msPerTick = 10;

function statOf(pid: string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in brackets may hold spaces; what follows is: state, parent, …, utime (14th field).
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
    return { pid: Number(pid), parent: fields[1] ?? 0, ticks };
  } catch {
    // The process ended meanwhile; its time is its parent's now.
    return undefined;
  }
}

/** Processor time that a process has used, in milliseconds. Undefined where there is no /proc. */
export function processCpuMs(pid: number): number | undefined {
  const stat = statOf(String(pid));
  return stat && stat.ticks * msPerTick;
}

const isGuardOf = (pid: string, dir: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`\0rt-guard\0${dir}\0`);
  } catch {
    return false;
  }
};

/**
 * A clock of the processor time, in milliseconds, that the RT in `dir` has used: Starman, its workers and
 * those that ended. It steps by 10 ms. Undefined where there is no /proc.
 */
export function rtCpuClock(dir: string): (() => number) | undefined {
  const pids = (): readonly string[] => {
    try {
      return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    } catch {
      return [];
    }
  };
  const guards = pids().filter((pid) => isGuardOf(pid, dir));
  if (guards.length === 0) return undefined;
  return () => {
    const stats = pids().flatMap((pid) => statOf(pid) ?? []);
    const tree = new Set(guards.map(Number));
    for (let size = 0; size < tree.size; ) {
      size = tree.size;
      for (const { pid, parent } of stats) if (tree.has(parent)) tree.add(pid);
    }
    const ticks = stats.filter(({ pid }) => tree.has(pid)).reduce((sum, one) => sum + one.ticks, 0);
    return ticks * msPerTick;
  };
}
