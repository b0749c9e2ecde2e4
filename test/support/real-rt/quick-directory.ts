import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Room that a memory must have left: an instance takes some megabytes of it. */
const roomBytes = 2 ** 30;

/** A directory in memory, where there is one: RT writes its database to the disk with every change. */
export async function quickDirectory(): Promise<string> {
  const memory = '/dev/shm';
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= roomBytes ? memory : tmpdir();
}
