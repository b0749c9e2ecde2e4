import { fileURLToPath } from 'node:url';
import { runProgram } from '../process/run-program.js';
import type { RealRt } from '../real-rt/real-rt.js';
import { rtInstall } from '../real-rt/rt-install.js';

/** A mail that RT made a ticket of, and RT's own view of its parts. */
export interface FedMail {
  readonly ticket: number;
  readonly parts: readonly {
    readonly id: number;
    readonly type: string;
    /** RT's reading, null where RT holds bytes. */
    readonly text: string | null;
    /** What a download has to send, in base64. */
    readonly bytes: string;
  }[];
}

const script = fileURLToPath(new URL('./rt-mail.pl', import.meta.url));

/** Feeds mails through RT's mail gateway; each makes a ticket in General. */
export async function feedMails<N extends string>(
  { env, version }: RealRt,
  mails: Readonly<Record<N, Buffer | string>>,
): Promise<Readonly<Record<N, FedMail>>> {
  const input = JSON.stringify(
    Object.fromEntries(
      Object.entries<Buffer | string>(mails).map(([name, mail]) => [
        name,
        Buffer.from(mail).toString('base64'),
      ]),
    ),
  );
  const { lib } = rtInstall(version);
  // The script prints exactly this shape.
  return JSON.parse(await runProgram('perl', [`-I${lib}`, script], { env, input }));
}
