// Every static check, one after the other; fails if one of them finds anything.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const projects = ['src-shared', 'src-main', 'src-renderer', 'tests', '.'];

const checks = [
  ...projects.map((project) => [`types of ${project}`, bin('tsc'), ['-p', project]]),
  ['lint and layering', bin('oxlint'), ['--type-aware', '--deny-warnings', '.']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['dead code', bin('knip'), ['--no-progress']],
];

const failed = checks.filter(([what, command, args]) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) console.error(`✗ ${what}`);
  return status !== 0;
});
const twice = duplicates();
if (twice.length > 0) console.error(`✗ dependencies of ours installed in several versions: ${twice.join(', ')}`);
const total = checks.length + 1;
const bad = failed.length + (twice.length > 0 ? 1 : 0);
console.log(bad === 0 ? `${total} checks, all clean` : `${bad} of ${total} checks failed`);
process.exitCode = bad === 0 ? 0 : 1;

/** The dependencies named in package.json that the lockfile holds more than once. */
function duplicates() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const nested = Object.keys(packages).filter((path) => path.lastIndexOf('node_modules/') > 0 && !packages[path].dev);
  return Object.keys(dependencies).filter((name) => nested.some((path) => path.endsWith(`node_modules/${name}`)));
}
