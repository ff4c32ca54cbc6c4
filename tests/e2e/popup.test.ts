import { expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { openWindow } from './window.ts';

// A pop-up shares our page's process and is closed while it waits for two debuggers; on a busy machine the browser at times
// leaves both standing. A window of its own for every try keeps that from the other tests.
it('a page that was taken over opens no second window and no worker', { retry: 3, timeout: 20_000 }, async () => {
  const window = await openWindow({ dataDirectory: temporaryDirectory() });
  const events = (): string[] => window.log.map(({ event }) => event);
  try {
    const before = events().filter((event) => event === 'window.refusedTarget').length;
    await window.page.evaluate(() => void globalThis.open('https://strongroom.invalid/', '_blank'));
    await expect.poll(() => events().filter((event) => event === 'window.refusedTarget').length).toBeGreaterThan(before);
    expect(window.page.context().pages()).toHaveLength(1);
    const worker = await window.page.evaluate(
      () =>
        new Promise((resolve) => {
          try {
            new Worker('/worker.js').addEventListener('error', () => resolve('refused'));
          } catch {
            resolve('refused');
          }
        }),
    );
    expect(worker).toBe('refused');
  } finally {
    await window.close();
  }
});
