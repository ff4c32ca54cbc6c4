import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forkNodeKeeper } from '../../src-main/keeper/node-keeper-channel.ts';
import { setUpAdaAndBen } from '../e2e/ada-and-ben.ts';
import { adaPassword, benPassword } from '../e2e/people.ts';
import { openWindow } from '../e2e/window.ts';
import { fastKdf } from '../helpers/fast-kdf.ts';
import { BarePage } from './bare-page.ts';
import { memoryMiB, sums } from './processes.ts';

/**
 * Whether memory grows: `npm run bench -- cycles [n=1000]`. In turns Ada and Ben choose their tile, unlock and look at an item; every
 * other time the vault is locked and unlocked once more; then the keyboard is handed over. After every 50 it prints what each part
 * holds (MiB, proportional set size), the living objects of page and main after a collection and what main has compiled, and at the end the slope of a line
 * fitted to each series, the first fifth left out, in KiB per cycle. The keepers are the product's own, with the least derivation that
 * they accept. Nothing but keys and looks at the page goes over the pipe: a driver would keep notes of every page in the main process.
 * Ends with code 1 where page, main or keepers grow by more than 2 KiB a cycle in living objects, or by 8 KiB in memory.
 */
const cycles = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1000);
const every = Math.max(1, Math.min(50, Math.floor(cycles / 10)));
/** The search box's proposals are options too, and there before any row. */
const firstRow = `//*[@role='listbox'][@aria-label='Items']//*[@role='option'][1]`;
const most = { heap: 2, memory: 8 } as const;

/** Where V8 keeps what it has compiled: it goes on to optimise for hundreds of cycles, and throws code away when it likes. */
const compiled = /code|trusted/;

setFlagsFromString('--expose-gc');
const collectHere = runInNewContext('gc') as () => void;

const keeper = new URL('../../dist/main/keeper.js', import.meta.url);
const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
const window = await openWindow({
  dataDirectory,
  fastKdf: false,
  host: (host) => ({ ...host, kdf: fastKdf, forkKeeper: () => forkNodeKeeper(keeper) }),
});
type Point = Awaited<ReturnType<typeof measure>>;
const series: (Point & { readonly cycle: number })[] = [];
try {
  await begin();
  const page = await BarePage.of(window);
  const start = performance.now();
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const [name, password] = cycle % 2 === 0 ? (['Ada', adaPassword] as const) : (['Ben', benPassword] as const);
    await once(page, name, password, cycle % 4 < 2);
    if (cycle % every !== 0) continue;
    const point = { cycle, ...(await measure(page)) };
    series.push(point);
    console.log(JSON.stringify(point));
  }
  console.table(series);
  const late = series.filter(({ cycle }) => cycle > cycles / 5);
  const columns = Object.keys(series[0] ?? {}).filter((name): name is keyof Point => name !== 'cycle');
  const slopes = Object.fromEntries(
    columns.map((name) => [name, Math.round(slope(late.map((point) => [point.cycle, point[name]])) * 102_400) / 100]),
  );
  console.table({ 'per cycle: KiB, nodes × 1024': slopes });
  console.log(`${cycles} cycles in ${Math.round((performance.now() - start) / 1000)} s`);
  const grows = (name: keyof Point, limit: number): boolean => (slopes[name] ?? 0) > limit;
  const leaks =
    grows('mainHeap', most.heap) ||
    grows('pageHeap', most.heap) ||
    (['main', 'page', 'keepers'] as const).some((part) => grows(part, most.memory));
  if (leaks) process.exitCode = 1;
} finally {
  await window.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** Ada and Ben with a note each; the tiles are shown. */
async function begin(): Promise<void> {
  const note = (name: string) => ({ kind: 'note' as const, name, tags: [], favourite: false, expiresAt: null, fields: [] });
  await setUpAdaAndBen(window, (person, name) => person.call('items.create', note(`${name}’s note`)));
}

/** In, a look at the first item, locked and in again where wanted, and the keyboard handed over. */
async function once(page: BarePage, name: string, password: string, lockFirst: boolean): Promise<void> {
  await page.click(`//main//button[contains(., ${JSON.stringify(name)})]`);
  await unlock(page, password);
  if (lockFirst) {
    await page.press('l', { control: true });
    await unlock(page, password);
  }
  await page.press('h', { control: true, shift: true });
  await page.until(`//h1[.='Who is here?']`);
}

async function unlock(page: BarePage, password: string): Promise<void> {
  await page.type(`//input[@data-testid='password']`, password);
  await page.press('Enter');
  await page.click(firstRow);
  await page.until('//article');
}

/** MiB, and the nodes that the page holds. */
async function measure(page: BarePage) {
  await page.collect();
  collectHere();
  window.log.length = 0;
  const held = sums(process.pid, memoryMiB);
  const { JSHeapUsedSize = 0, Nodes = 0 } = await page.metrics();
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return {
    main: rounded(held.main),
    page: rounded(held.page),
    browser: rounded(held.browser),
    keepers: rounded(held.keepers),
    mainHeap: rounded(heapOf((space) => !compiled.test(space))),
    mainCode: rounded(heapOf((space) => compiled.test(space))),
    pageHeap: rounded(JSHeapUsedSize / 1024 / 1024),
    nodes: Nodes,
  };
}

/** MiB in use in those spaces of the heap of main that are wanted. */
function heapOf(wanted: (space: string) => boolean): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name: space }) => wanted(space));
  return spaces.reduce((sum, { space_used_size: used }) => sum + used, 0) / 1024 / 1024;
}

/** The slope of the line that fits the points best. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}
