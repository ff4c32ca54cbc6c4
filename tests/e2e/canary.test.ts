import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '../../src-shared/items.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

// Put together at run time, so that this file's own text is never what is found.
const canary = ['canary', 'q7Zx9', 'vault'].join('-');
const password = ['canary', 'harbour', 'lanterns', 'password'].join(' ');
const traces = [canary, password, ...[canary, password].map((text) => Buffer.from(text).toString('base64').replaceAll('=', ''))];

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
};
const tracesIn = (paths: readonly string[]): string[] => paths.filter((path) => traces.some((trace) => read(path).includes(trace)));

/** Every process below this one: the browser with all of its own, and the keepers. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    parents.set(Number(name), Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`).toString())?.[1] ?? 0));
  }
  const isBelow = (pid: number): boolean => pid === process.pid || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow);
}

describe('a planted canary, after every flow has run', () => {
  let window: TestWindow;
  const dataDirectory = temporaryDirectory();
  const started = Date.now();
  const call: PersonAtWindow['call'] = (channel, input) => new PersonAtWindow(window.page).call(channel, input);

  beforeAll(async () => {
    window = await openWindow({ dataDirectory });
    const made = await call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password });
    await call('recovery.confirm', { kind: 'personal', group: made.personal.code.split('-')[made.personal.askGroup - 1] ?? '' });
    const draft: ItemDraft = { ...apiKeyDraft(canary, canary), tags: [canary] };
    const { id } = await call('items.create', draft);
    await call('items.update', { id, revision: 1, draft: { ...draft, name: `${canary} 2` } });
    await call('items.list', { view: { type: 'all' }, search: canary, sort: 'name', offset: 0, limit: 10 });
    await call('items.get', { id });
    await call('items.reveal', { id, fieldId: 'key' });
    await call('items.copy', { id, fieldId: 'key' });
    const copy = await call('items.duplicate', { id });
    await call('items.trash', { ids: [copy.id] });
    await call('items.purge', { ids: [copy.id] });
    await window.page.evaluate(
      (wrong) =>
        (globalThis as unknown as { strongroom: { invoke(channel: string, input: unknown): unknown } }).strongroom.invoke('items.get', {
          id: wrong,
        }),
      canary,
    );
    await window.page.reload();
    await window.page.getByRole('navigation', { name: 'Views' }).waitFor();
  });
  afterAll(() => window.close());

  it('is in no argument and no environment of any process', () => {
    const paths = descendants().flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`]);
    expect(paths.length).toBeGreaterThan(4);
    expect(tracesIn(paths)).toEqual([]);
  });

  it('is in no byte of database, write-ahead log, backups and logs', () => {
    const files = filesBelow(dataDirectory);
    expect(files.map((file) => file.slice(dataDirectory.length + 1))).toEqual(
      expect.arrayContaining(['strongroom.db', 'strongroom.db-wal', join('logs', 'strongroom.log')]),
    );
    expect(tracesIn(files)).toEqual([]);
    expect(window.log.filter((entry) => traces.some((trace) => JSON.stringify(entry).includes(trace)))).toEqual([]);
  });

  it('is in no temporary file that came to be meanwhile, the browser profile included', () => {
    const fresh = filesBelow(tmpdir()).filter((file) => {
      try {
        return statSync(file).mtimeMs >= started;
      } catch {
        return false;
      }
    });
    expect(fresh.some((file) => file.includes('strongroom-window-'))).toBe(true);
    expect(tracesIn(fresh)).toEqual([]);
  });

  it('is gone from page, heap and clipboard once the person has locked', async () => {
    await window.page.keyboard.press('Control+l');
    await window.page.getByTestId('password').waitFor();
    await expect.poll(() => window.clipboardText()).toBe('');
    for (const trace of traces) expect(await window.heapContains(trace), trace).toBe(false);
  });

  it('is in no file after the app has been closed either', async () => {
    await window.close();
    expect(tracesIn(filesBelow(dataDirectory))).toEqual([]);
    await window.open();
  });
});
