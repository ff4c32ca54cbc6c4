import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the checks and every test, and closes with one line that counts them all. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
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
const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
rmSync(folder, { recursive: true });

// The checks count as one test, coverage below its threshold as another, a file that broke before its tests as a third.
const coverageHeld = tested || report.numFailedTests > 0 || report.numFailedTestSuites > 0;
const brokenFiles = report.numFailedTests === 0 && report.numFailedTestSuites > 0 ? 1 : 0;
const passed = report.numPassedTests + Number(checked) + Number(coverageHeld && tested);
const failed = report.numFailedTests + Number(!checked) + Number(!coverageHeld) + brokenFiles;
const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : '';
console.log(`${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 && checked && tested ? 0 : 1;
