import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readState, type WebhookStores } from '../../live/webhooks/webhook-store.js';

/** States in a directory of one process, a file for each target. A file is whole at any moment. */
export function webhookFiles(directory: string): WebhookStores {
  return {
    whileOwner(key, run, stop) {
      const path = join(directory, `webhook-${key}.json`);
      return run(
        {
          async load() {
            try {
              return readState(await readFile(path, 'utf8'));
            } catch (error) {
              if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
              throw error;
            }
          },
          async save(state) {
            await mkdir(directory, { recursive: true, mode: 0o700 });
            const fresh = `${path}.new`;
            const file = await open(fresh, 'w', 0o600);
            try {
              await file.writeFile(JSON.stringify(state));
              await file.datasync();
            } finally {
              await file.close();
            }
            await rename(fresh, path);
          },
        },
        stop,
      );
    },
  };
}
