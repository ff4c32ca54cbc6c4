import { defineConfig } from 'vitest/config';

const node = (name: string, timeout = 20_000) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    projects: [node('unit'), node('integration'), node('migrations'), node('faults', 300_000)],
    coverage: {
      provider: 'v8',
      include: ['src-main/{crypto,keeper,session,accounts,ipc}/**/*.ts'],
      exclude: ['src-main/keeper/keeper-process.ts', '**/*-protocol.ts', '**/formats.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { statements: 100 },
    },
  },
});
