import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { runProgram } from '../support/process/run-program.js';
import { startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable, rtInstall } from '../support/real-rt/rt-install.js';
import { testWorld } from '../support/world/world.js';

const script = fileURLToPath(new URL('../support/real-rt/rt-custom-role.pl', import.meta.url));

test.runIf(realRtAvailable(5))(
  'a search by a custom role that RT’s workers do not know yet does not find all tickets',
  async () => {
    const rt = await startRealRt(5, testWorld);
    const app = appFor(rt.url);
    try {
      await newTicket(app, { queue: 'General', subject: 'nobody has the role' });
      // Workers that have started before the role is made.
      await Promise.all(
        Array.from({ length: 8 }, () => dataOf(app, { query: '{ ticketCount(query: "id > 0") }' })),
      );
      const { lib } = rtInstall(5);
      await runProgram('perl', [`-I${lib}`, script, 'Engineer', 'General'], { env: rt.env });
      const query = `{ ticketCount(query: "CustomRole.{Engineer}.Name = 'alice'")
        tickets(query: "Subject LIKE 'role' AND 'customrole.{Engineer}.Name' = 'alice'") {
          totalCount nodes { subject }
        } }`;
      for (let time = 0; time < 6; time++) {
        expect(await dataOf(app, { query })).toEqual({
          ticketCount: 0,
          tickets: { totalCount: 0, nodes: [] },
        });
      }
    } finally {
      await app.close();
      await rt.stop();
    }
  },
  120_000,
);
