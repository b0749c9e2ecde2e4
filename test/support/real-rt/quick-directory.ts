import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Room that a memory must have left for an RT, which takes some megabytes of it. */
const roomForRt = 2 ** 30;
/** For a clone with its packages, of which some may be there at a time. */
export const roomForClones = 8 * 2 ** 30;

/**
 * A directory in memory, where there is one with so much room: RT writes its database to the disk with every change,
 * and npm takes a quarter of the time for its thousands of files.
 */
export async function quickDirectory(roomBytes = roomForRt): Promise<string> {
  const memory = '/dev/shm';
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= roomBytes ? memory : tmpdir();
}
