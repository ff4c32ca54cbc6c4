import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageSurface } from '../../src-main/hosts/page-surface.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { hasVirtualDisplay, virtualDisplay } from './started.ts';

const root = join(import.meta.dirname, '..', '..');

/** Electron's binary, if its runtime could be fetched; its package is never imported, because that would start a download. */
function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const path = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null;
  return path !== null && existsSync(path) ? path : null;
}

const executablePath = electronBinary();

describe.skipIf(executablePath === null)("the window in Electron (skipped where its runtime can't be fetched)", () => {
  async function open() {
    const display = hasVirtualDisplay ? await virtualDisplay() : process.env['DISPLAY'];
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: temporaryDirectory(),
      STRONGROOM_HOME: temporaryDirectory(),
      STRONGROOM_KEYCHAIN: 'file',
      ...(display === undefined ? {} : { DISPLAY: display }),
    };
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root];
    const electron = await _electron.launch({ executablePath: executablePath ?? '', args, env });
    onTestFinished(() => electron.close());
    return { electron, page: await electron.firstWindow() };
  }

  it('opens on the first-run screen from its own scheme', async () => {
    const { page } = await open();
    await page.getByRole('heading').first().waitFor();
    expect(page.url()).toBe('strongroom-app://window/');
  });

  it('gives the page the same frozen object, which answers by the contract', async () => {
    const { page } = await open();
    const seen = await page.evaluate(async () => {
      const { strongroom } = globalThis as unknown as { strongroom: PageSurface };
      return {
        frozen: Object.isFrozen(strongroom),
        keys: Object.keys(strongroom),
        status: await strongroom.invoke('app.status', undefined),
        unknown: await strongroom.invoke('items.everything', undefined),
        node: 'process' in globalThis || 'require' in globalThis,
      };
    });
    expect(seen).toMatchObject({
      frozen: true,
      keys: ['invoke', 'on'],
      status: { ok: true, value: { phase: 'firstRun' } },
      unknown: { ok: false, error: { code: 'unknownChannel' } },
      node: false,
    });
  });

  it('leads nowhere and opens nothing', async () => {
    const { electron, page } = await open();
    await page.evaluate(() => {
      globalThis.open('https://example.com/');
      globalThis.location.assign('https://example.com/');
    });
    await page.getByRole('heading').first().waitFor();
    expect(page.url()).toBe('strongroom-app://window/');
    expect(electron.windows()).toHaveLength(1);
  });
});
