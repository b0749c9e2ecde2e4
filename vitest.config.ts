import { defineConfig } from 'vitest/config';

/**
 * Vite takes graphql's ES modules and Node, which loads what imports it from node_modules, the
 * CommonJS ones; a schema made by the one is none to the other.
 */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: oneGraphql,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        resolve: oneGraphql,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/backends/global-setup.ts'],
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          globalSetup: ['test/support/backends/global-setup.ts'],
        },
      },
    ],
  },
});
