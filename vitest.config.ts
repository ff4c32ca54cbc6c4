import { defineConfig } from 'vitest/config';

const node = (name: string, timeout = 20_000) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    projects: [
      node('unit'),
      node('integration', 60_000),
      node('migrations'),
      node('faults', 300_000),
      {
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          css: false,
          testTimeout: 20_000,
        },
      },
      // Windows share one clipboard and one screen: one file after the other, after everything else.
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src-main/{crypto,keeper,session,accounts,ipc}/**/*.ts'],
      exclude: ['src-main/keeper/keeper-process.ts', '**/*-protocol.ts', '**/formats.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { statements: 100 },
    },
  },
});
