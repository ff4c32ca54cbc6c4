import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the checks and every test, and closes with one line that counts them all. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'strongroom-report-'));
const output = join(folder, 'report.json');
const run = (file: string, ...args: string[]): boolean =>
  spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' }).status === 0;

const checked = run('bin/check.mjs');
const tested = run(
  'node_modules/vitest/vitest.mjs',
  'run',
  '--coverage',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${output}`,
);
const nothing: Report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
const report = existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as Report) : nothing;
rmSync(folder, { recursive: true });

// The checks count as one test. Where the run failed and no test did, something else is wrong and counts as another:
// a file that broke before its tests, an error outside of them, coverage below its threshold.
const otherwiseFailed = !tested && report.numFailedTests === 0;
const passed = report.numPassedTests + Number(checked);
const failed = report.numFailedTests + Number(!checked) + Number(otherwiseFailed);
if (report.numPendingTests > 0) console.log(`${report.numPendingTests} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
