import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adaPassword, benPassword, PersonAtWindow } from '../e2e/people.ts';
import { openWindow } from '../e2e/window.ts';
import { memoryMiB, sums } from './processes.ts';

/**
 * Whether memory grows: `npm run bench -- cycles [n=1000]`. Ada unlocks, looks at an item and locks; every other time the keyboard
 * goes to Ben and back. After every 50 it prints what each part holds (MiB, proportional set size, after a collection in the page),
 * and at the end the slope of a line fitted to each series, the first fifth left out, in KiB per cycle.
 */
const cycles = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1000);
const every = Math.max(1, Math.min(50, Math.floor(cycles / 10)));

const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
const window = await openWindow({ dataDirectory });
const series: ({ readonly cycle: number } & ReturnType<typeof measure>)[] = [];
try {
  await begin();
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const [name, password] = cycle % 2 === 0 ? (['Ada', adaPassword] as const) : (['Ben', benPassword] as const);
    await once(name, password, cycle % 4 < 2);
    if (cycle % every !== 0) continue;
    await collect();
    const point = { cycle, ...measure() };
    series.push(point);
    console.log(JSON.stringify(point));
  }
  console.table(series);
  const late = series.filter(({ cycle }) => cycle > cycles / 5);
  const parts = ['main', 'page', 'browser', 'keepers'] as const;
  const slopes = Object.fromEntries(
    parts.map((part) => [part, Math.round(slope(late.map((point) => [point.cycle, point[part]])) * 102_400) / 100]),
  );
  console.table({ 'KiB per cycle': slopes });
} finally {
  await window.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function begin(): Promise<void> {
  const ada = new PersonAtWindow(window.page);
  await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword });
  await ada.call('items.create', { kind: 'note', name: 'Ada’s note', tags: [], favourite: false, expiresAt: null, fields: [] });
  await ada.call('session.signOut', undefined).catch(() => undefined);
  await window.page.getByRole('button', { name: /Ada/ }).waitFor();
  await new PersonAtWindow(window.page).call('accounts.create', {
    username: 'ben',
    displayName: 'Ben Okri',
    email: null,
    password: benPassword,
  });
  await window.page.reload();
  const ben = new PersonAtWindow(window.page);
  await ben.call('items.create', { kind: 'note', name: 'Ben’s note', tags: [], favourite: false, expiresAt: null, fields: [] });
  await ben.call('session.leave', { next: null }).catch(() => undefined);
  await window.page.getByRole('button', { name: /Ada/ }).waitFor();
}

/** In, a look at the first item, and out again: locked and the keyboard handed over, or left for the tiles. */
async function once(name: string, password: string, lockFirst: boolean): Promise<void> {
  const { page } = window;
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByTestId('password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().click();
  await page.getByRole('article').waitFor();
  if (lockFirst) {
    await page.keyboard.press('Control+l');
    await page.getByTestId('password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
  }
  await new PersonAtWindow(page).call('session.leave', { next: null }).catch(() => undefined);
  await page.getByRole('heading', { name: 'Who is here?' }).waitFor();
}

async function collect(): Promise<void> {
  const { pipe, session } = window.desktop.shell;
  await pipe.send('HeapProfiler.collectGarbage', {}, session);
  globalThis.gc?.();
}

function measure(): Record<'main' | 'page' | 'browser' | 'keepers', number> {
  const held = sums(process.pid, memoryMiB);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return { main: rounded(held.main), page: rounded(held.page), browser: rounded(held.browser), keepers: rounded(held.keepers) };
}

/** The slope of the line that fits the points best. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
