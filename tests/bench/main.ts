import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultKdf } from '../../src-main/crypto/kdf.ts';
import { fastKdf } from '../helpers/fast-kdf.ts';
import { adaPassword } from '../e2e/people.ts';
import { openWindow, type TestWindow } from '../e2e/window.ts';
import { fill } from './full-vault.ts';
import { memoryMiB, sums } from './processes.ts';

/** How the real window feels with 10,000 items: `npm run bench`. Times are medians in milliseconds, once with and once without the real derivation. */
const itemCount = 10_000;
const rounds = 7;

interface Figures {
  readonly startToLogin: number;
  readonly passwordToList: number;
  readonly keystrokeToRows: number;
  readonly lock: number;
  /** From the key to the next person's tile in focus: no derivation is in it. */
  readonly handOver: number;
  readonly memory: Readonly<Record<string, number>>;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};

const results = { 'without derivation': await measure(true), 'with derivation': await measure(false) };
const lines = Object.entries(results).map(([name, { memory, ...figures }]) => ({ run: name, ...rounded(figures), ...rounded(memory) }));
console.table(lines);
console.log(JSON.stringify({ items: itemCount, rounds, derivation: { real: defaultKdf, fast: fastKdf }, results }, null, 2));

function rounded(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10) / 10]));
}

async function measure(fast: boolean): Promise<Figures> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
  const window = await openWindow({ dataDirectory, fastKdf: fast });
  try {
    await fill(window, itemCount);
    const startToLogin = await samples(async () => {
      await window.close();
      return timed(async () => {
        await window.open();
        await window.page.getByTestId('password').waitFor();
      });
    });
    const passwordToList: number[] = [];
    const keystrokeToRows: number[] = [];
    const lock: number[] = [];
    const handOver: number[] = [];
    let memory = {};
    for (let round = 0; round < rounds; round += 1) {
      await window.page.getByTestId('password').fill(adaPassword);
      passwordToList.push(await fromKey(window, 'Enter', '[role=option]'));
      keystrokeToRows.push(await search(window, round));
      memory = memoryOf();
      lock.push(
        await timed(async () => {
          await window.page.keyboard.press('Control+l');
          await window.page.getByTestId('password').waitFor();
        }),
      );
    }
    for (let round = 0; round < rounds; round += 1) {
      await window.page.getByTestId('password').fill(adaPassword);
      await fromKey(window, 'Enter', '[role=option]');
      handOver.push(
        await timed(async () => {
          await window.page.keyboard.press('Control+Shift+h');
          await window.page.getByRole('button', { name: /Ben/ }).and(window.page.locator(':focus')).waitFor();
        }),
      );
      await window.page.getByRole('button', { name: /Ada/ }).click();
      await window.page.getByTestId('password').waitFor();
    }
    return {
      handOver: median(handOver),
      startToLogin,
      passwordToList: median(passwordToList),
      keystrokeToRows: median(keystrokeToRows),
      lock: median(lock),
      memory,
    };
  } finally {
    await window.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

async function samples(task: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await task());
  return median(values);
}

/** Milliseconds inside the page from a key to the first frame that shows what it leads to. */
async function fromKey(window: TestWindow, key: string, selector: string): Promise<number> {
  await window.page.evaluate((wanted) => {
    const scope = globalThis as unknown as { measured: Promise<number> };
    scope.measured = new Promise((resolve) => {
      addEventListener(
        'keydown',
        () => {
          const start = performance.now();
          const look = (): void =>
            void (document.querySelector(wanted) === null ? requestAnimationFrame(look) : resolve(performance.now() - start));
          requestAnimationFrame(look);
        },
        { once: true, capture: true },
      );
    });
  }, selector);
  await window.page.keyboard.press(key);
  return window.page.evaluate(() => (globalThis as unknown as { measured: Promise<number> }).measured);
}

/** Types one letter that narrows the list, and waits for the row that only then stands on top. */
async function search(window: TestWindow, round: number): Promise<number> {
  const box = window.page.getByRole('combobox', { name: 'Search' });
  const number = 9_900 + round;
  await box.fill(`key ${String(number).slice(0, -1)}`);
  await window.page.getByRole('option').first().waitFor();
  await box.press('End');
  return fromKey(window, String(number).slice(-1), '[role=option][aria-setsize="1"]');
}

/** Memory in MiB of every process below this one, by what it is. */
function memoryOf(): Record<string, number> {
  return Object.fromEntries(Object.entries(sums(process.pid, memoryMiB)).map(([part, held]) => [`${part}MiB`, held]));
}
