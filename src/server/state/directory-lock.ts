import { open, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';

/** Another process has the directory. */
export class DirectoryInUse extends Error {}

/**
 * Keeps a directory for this process, and returns what lets it go. A socket in it is the lock: the system closes it
 * however the process ends, so that what a killed process leaves behind answers nobody and stops nobody. Undefined where
 * the file system has no sockets.
 * @throws DirectoryInUse
 */
export async function lockDirectory(
  directory: string,
): Promise<{ release(): Promise<void> } | undefined> {
  const { path, close } = await shortPath(directory);
  try {
    for (;;) {
      const server = await listen(path);
      if (server === 'no sockets') {
        await close();
        return undefined;
      }
      if (server) {
        await makeSure(path);
        return {
          async release() {
            await new Promise((resolve) => server.close(resolve));
            await close();
          },
        };
      }
      if (await answers(path)) throw new DirectoryInUse();
      await rm(path, { force: true });
    }
  } catch (error) {
    await close();
    throw error;
  }
}

/** A path of the lock that is not too long for a socket. */
async function shortPath(directory: string): Promise<{ path: string; close(): Promise<void> }> {
  const path = join(directory, 'lock');
  if (Buffer.byteLength(path) <= fixedLimits.maxSocketPathBytes)
    return { path, close: async () => undefined };
  const held = await open(directory);
  return { path: `/proc/self/fd/${held.fd}/lock`, close: () => held.close() };
}

/** A server at the path; undefined where there is one, or was. */
function listen(path: string): Promise<Server | 'no sockets' | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? undefined : 'no sockets'),
    );
    server.listen(path, () => resolve(server));
  });
}

/** Whether a process listens there. One that hangs does, too. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.once('connect', () => socket.destroy());
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
  });
}

/**
 * Two processes that find the remains of a third may both remove them, one of them the lock of the other. Whose lock is
 * there a moment later has the directory.
 * @throws DirectoryInUse
 */
async function makeSure(path: string): Promise<void> {
  const inode = async () => (await stat(path).catch(() => undefined))?.ino;
  const own = await inode();
  await sleep(fixedLimits.stateLockMs);
  // The server stays: to close it would remove the other lock.
  if (own === undefined || (await inode()) !== own) throw new DirectoryInUse();
}
