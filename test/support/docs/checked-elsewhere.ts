/**
 * Blocks that docs.test.ts does not run, by page and first line: the test that does, or the reason why none can.
 * docs.test.ts fails when an entry fits no block.
 */
export const checkedElsewhere: Readonly<Record<string, string>> = {
  'README.md: npm ci && npm start': 'test/e2e/readme.test.ts',
  'README.md: npm ci && npm test': 'test/e2e/readme.test.ts',
  'README.md: RT_URL=https://help.example.org npm start': 'names a server that does not exist',
  'docs/sandbox.md: npx rt-graphql sandbox --port 4001': 'test/e2e/readme.test.ts',
  "docs/sandbox.md: curl 'http://127.0.0.1:4001/REST/1.0/ticket/1/show?user=root&pass=password'":
    'test/e2e/readme.test.ts',
  "docs/sandbox.md: import { startSandbox } from 'rt-graphql/sandbox';": 'test/e2e/readme.test.ts',
  "docs/live.md: import { createClient } from 'graphql-sse';": 'test/e2e/live-doc.test.ts',
  "docs/live.md: import { createClient } from 'graphql-ws';": 'test/e2e/live-doc.test.ts',
  'docs/live.md: curl -sN -u root:password http://127.0.0.1:4000/graphql \\':
    'test/e2e/live-doc.test.ts',
  'docs/webhooks.md: [': 'test/unit/live/read-targets.test.ts',
  'docs/webhooks.md: POST /hooks/rt': 'test/unit/live/webhook.test.ts',
  "docs/webhooks.md: import { Webhook } from 'standardwebhooks';":
    'test/unit/live/signature.test.ts',
  'docs/webhooks.md: from standardwebhooks.webhooks import Webhook': 'needs Python',
  'docs/webhooks.md: eval {': 'test/e2e/nudge-scrip.test.ts',
  "docs/library.md: import { createServer } from 'node:http';": 'test/e2e/library.test.ts',
  "docs/library.md: import express from 'express';": 'test/e2e/library.test.ts',
  "docs/library.md: import Fastify from 'fastify';": 'test/e2e/library.test.ts',
  "docs/library.md: import { serve } from '@hono/node-server';": 'test/e2e/library.test.ts',
  'docs/frontend.md: query TicketListQuery($number: ID!) {': 'test/e2e/relay.test.ts',
  'docs/library.md: npm install rt-graphql': 'test/e2e/package.test.ts installs the tarball',
  'docs/install.md: RT_URL=https://help.example.org RT_USER=graphql RT_PASSWORD_FILE=/etc/rt-graphql/password npx rt-graphql doctor':
    'test/e2e/installed-system.test.ts',
  'docs/install.md: mkdir -p /opt/rt-graphql && cd /opt/rt-graphql':
    'test/e2e/installed-system.test.ts',
  'docs/install.md: install -m 600 /dev/null /etc/rt-graphql.env':
    'test/e2e/installed-system.test.ts',
  'docs/install.md: docker build -t rt-graphql .':
    'needs Docker; test/e2e/installed-system.test.ts does what the Dockerfile says',
  'docs/install.md: location /graphql-api/ {': 'test/e2e/reverse-proxy.test.ts',
  'docs/install.md: ProxyPass        /graphql-api/ http://127.0.0.1:4000/graphql-api/ upgrade=websocket':
    'test/e2e/reverse-proxy.test.ts',
  'docs/install.md: CGIPassAuth On': 'needs Apache',
  'docs/install.md: NODE_EXTRA_CA_CERTS=/etc/ssl/our-ca.pem RT_URL=https://help.example.org npx rt-graphql serve':
    'names a server that does not exist',
  'docs/install.md: install -d -m 700 /etc/rt-graphql': 'test/e2e/installed-system.test.ts',
  'docs/install.md: [Service]': 'test/e2e/installed-system.test.ts',
  'docs/install.md: cd /opt/rt-graphql && npm install rt-graphql@latest &&':
    'test/e2e/installed-system.test.ts',
  'docs/observability.md: curl -sf http://127.0.0.1:9464/metrics': 'test/e2e/metrics.test.ts',
};
