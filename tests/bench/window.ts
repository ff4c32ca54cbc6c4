import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adaPassword } from '../e2e/people.ts';
import { openWindow, type TestWindow } from '../e2e/window.ts';
import { fill } from './full-vault.ts';
import { cpuMilliseconds, processes, sums } from './processes.ts';

/**
 * Whether the window ever stands still with 10,000 items: `npm run bench -- window [items]`. Traces every task of the page's main
 * thread while somebody searches, scrolls and opens items, and prints those over 50 ms; then the processor time of 30 s in which
 * nobody does anything. A task counts by the processor time of its thread: what else runs on the machine takes the processor away
 * from it and stretches the time on the wall, which is printed beside. Ends with code 1 where a task was longer or the idle share
 * reaches 1 %.
 */
const itemCount = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 10_000);
const longMilliseconds = 50;
const idleSeconds = 30;
const idleShare = 0.01;

interface Task {
  /** Of its thread's processor time. */
  readonly cpu: number;
  readonly wall: number;
  /** What took longest in it. */
  readonly of: string;
}
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
const window = await openWindow({ dataDirectory });
try {
  await fill(window, itemCount);
  // A page that has made ten thousand items collects what is left of that for a while.
  await window.restart();
  await window.page.getByTestId('password').fill(adaPassword);
  await window.page.keyboard.press('Enter');
  await window.page.getByRole('option').first().waitFor();
  const steps = { 'typing in search': typing, scrolling, 'opening items': opening };
  const rows: Record<string, object> = {};
  let long = 0;
  for (const [name, run] of Object.entries(steps)) {
    const tasks = await traced(window, run);
    const slow = tasks.filter(({ cpu }) => cpu > longMilliseconds);
    long += slow.length;
    rows[name] = {
      tasks: tasks.length,
      'longest, ms of CPU': Math.max(0, ...tasks.map(({ cpu }) => cpu)),
      'longest, ms on the wall': Math.max(0, ...tasks.map(({ wall }) => wall)),
      'over 50 ms of CPU': slow.length,
      'over 50 ms on the wall': tasks.filter(({ wall }) => wall > longMilliseconds).length,
    };
    for (const { cpu, wall, of } of slow) console.log(`${name}: a task of ${cpu} ms (${wall} ms on the wall), most of it ${of}`);
  }
  console.table(rows);
  const idle = await idleCpu();
  console.table({ [`idle for ${idleSeconds} s, % of one processor`]: idle });
  const share = (idle['main'] ?? 0) + (idle['keepers'] ?? 0) + (idle['page'] ?? 0) + (idle['browser'] ?? 0);
  console.log(JSON.stringify({ items: itemCount, rows, idle }));
  if (long > 0 || share >= idleShare * 100) process.exitCode = 1;
} finally {
  await window.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function typing(): Promise<void> {
  const box = window.page.getByRole('combobox', { name: 'Search' });
  await box.click();
  for (const words of ['service key 99', 'tag:team-7 key', 'kind:apiKey 1', 'nothing']) {
    await box.pressSequentially(words, { delay: 60 });
    await frames();
    await box.fill('');
  }
  await window.page.keyboard.press('Escape');
  await window.page.getByRole('option').first().waitFor();
}

async function scrolling(): Promise<void> {
  await window.page.getByRole('listbox').hover();
  for (let turn = 0; turn < 60; turn += 1) {
    await window.page.mouse.wheel(0, turn < 40 ? 900 : -2_400);
    await frames();
  }
  await window.page.getByRole('listbox').focus();
  for (const key of ['End', 'Home', ...Array.from({ length: 20 }, () => 'PageDown')]) {
    await window.page.keyboard.press(key);
    await frames();
  }
}

async function opening(): Promise<void> {
  await window.page.getByRole('listbox').focus();
  for (let item = 0; item < 30; item += 1) {
    await window.page.keyboard.press('ArrowDown');
    await frames();
  }
}

function frames(): Promise<void> {
  return window.page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** Every task of the page's main thread while something is done there. */
async function traced({ desktop: { shell } }: TestWindow, run: () => Promise<void>): Promise<Task[]> {
  const { pipe } = shell;
  const events: TraceEvent[] = [];
  let done: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  const untap = pipe.tap(({ method, params }) => {
    if (method === 'Tracing.dataCollected') events.push(...((params?.['value'] ?? []) as TraceEvent[]));
    else if (method === 'Tracing.tracingComplete') done();
    else return false;
    return true;
  });
  const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];
  await pipe.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } });
  await run();
  await pipe.send('Tracing.end');
  await complete;
  untap();
  return tasksOf(events);
}

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const pages = new Set([...processes(process.pid)].flatMap(([pid, part]) => (part === 'page' ? [pid] : [])));
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const here = events.filter(
    ({ pid, tid, ph }) => ph === 'X' && mains.has(`${pid} ${tid}`) && (pages.size === 0 || pages.has(pid) || pid < 100),
  );
  // Newer browsers tell each task twice, under both names.
  const taskName = here.some(({ name }) => name === 'RunTask') ? 'RunTask' : 'ThreadControllerImpl::RunTask';
  const outer = (name: string): boolean => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask';
  return here
    .filter(({ name }) => name === taskName)
    .map(({ ts, dur = 0, tdur = dur, pid, tid }) => {
      const inside =
        tdur < longMilliseconds * 1000
          ? []
          : here.filter((other) => other.pid === pid && other.tid === tid && other.ts >= ts && other.ts < ts + dur && !outer(other.name));
      const longest = inside.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))[0];
      return {
        cpu: Math.round(tdur / 100) / 10,
        wall: Math.round(dur / 100) / 10,
        of: longest === undefined ? '' : `${longest.name} (${Math.round((longest.tdur ?? 0) / 1000)} ms)`,
      };
    });
}

/** Per cent of one processor over some seconds in which nobody does anything; the bench itself is the main process, and waits. */
async function idleCpu(): Promise<Record<string, number>> {
  await new Promise((resolve) => {
    setTimeout(resolve, 3000);
  });
  const before = sums(process.pid, cpuMilliseconds);
  await new Promise((resolve) => {
    setTimeout(resolve, idleSeconds * 1000);
  });
  const after = sums(process.pid, cpuMilliseconds);
  return Object.fromEntries(
    (['main', 'keepers', 'page', 'browser'] as const).map((part) => [part, Math.round((after[part] - before[part]) / idleSeconds) / 10]),
  );
}
