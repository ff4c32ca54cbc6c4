import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const used = (statement: string, ...names: string[]): string => `${statement} export const used = [${names.join(', ')}];\n`;

/** File → what is wrong in it. */
const violations: Readonly<Record<string, string>> = {
  'src-shared/a.ts': used("import { createApp } from '../src-main/app.ts';", 'createApp'),
  'src-shared/b.ts': used("import { join } from 'path';", 'join'),
  'src-shared/c.ts': used("import { create } from 'zustand';", 'create'),
  'src-renderer/a.ts': "import type { App } from '../src-main/app.ts'; export const app: App | null = null;\n",
  'src-renderer/screens/b.ts': used("import { readFileSync } from 'fs';", 'readFileSync'),
  'src-renderer/c.ts': used("import { DataSource } from 'typeorm';", 'DataSource'),
  'src-renderer/d.ts': used("import { stored } from '../tests/helpers/stored.ts';", 'stored'),
  'src-main/vault/a-service.ts': used("import { DataSource } from 'typeorm';", 'DataSource'),
  'src-main/vault/b.ts': used("import { app } from 'electron';", 'app'),
  'src-main/vault/c.ts': "export const electron = await import('electron');\n",
  'src-main/vault/d.ts': used("import keytar from 'keytar';", 'keytar'),
  'src-main/vault/e.ts': used("import { call } from '../../src-renderer/api.ts';", 'call'),
  'src-main/vault/f.ts': used("import { origin } from '../hosts/electron/window.ts';", 'origin'),
  'src-main/vault/g.ts': 'export const number = Math.random();\n',
  'src-main/vault/h.ts': used("import { scryptSync } from 'node:crypto';", 'scryptSync'),
  'src-main/vault/i.ts': used("import { createHash } from 'node:crypto';", "createHash('md5')"),
  'src-main/vault/j.ts': used("import crypto from 'node:crypto';", 'crypto'),
  'src-main/vault/k-repository.ts': used("import { app } from 'electron';", 'app'),
  'src-main/crypto/a.ts': used("import { readFileSync } from 'node:fs';", 'readFileSync'),
  'src-main/crypto/b.ts': used("import { openDatabase } from '../database/open-database.ts';", 'openDatabase'),
  'src-main/hosts/chromium/a.ts': used("import { app } from 'electron';", 'app'),
  'src-main/hosts/electron/a.ts': used("import { DataSource } from 'typeorm/browser';", 'DataSource'),
  'src-main/cli/a.ts': used("import { z } from 'zod';", 'z'),
  'src-main/cli/b.ts': used("import { createHash } from 'node:crypto';", "createHash('sha256')"),
  'src-main/cli/commands/c.ts': used("import { createApp } from '../../app.ts';", 'createApp'),
  'src-main/cli/d.ts': "export const entry = await import('../hosts/headless/init-main.ts');\n",
  'src-main/keychain/a.ts': used("import { DataSource } from 'typeorm';", 'DataSource'),
};
const permitted: Readonly<Record<string, string>> = {
  'src-shared/fine.ts': used("import { z } from 'zod';", 'z'),
  'src-renderer/fine.ts': used(
    "import { errorCodes } from '../src-shared/errors.ts'; import { useState } from 'react';",
    'errorCodes',
    'useState',
  ),
  'src-main/vault/fine-repository.ts': used("import { DataSource } from 'typeorm';", 'DataSource'),
  'src-main/vault/fine.ts': used("import { createHash } from 'node:crypto';", "createHash('sha256')"),
  'src-main/cli/fine.ts': used(
    "import { connect } from 'node:net'; import { limits } from '../../src-shared/limits.ts'; import { agentPlaces } from '../agent/places.ts';",
    'connect',
    'limits',
    'agentPlaces',
  ),
  'src-main/keychain/fine.ts': used("import keytar from 'keytar';", 'keytar'),
  'src-main/hosts/electron/fine.ts': used("import { app } from 'electron';", 'app'),
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

describe('the layering and crypto rules', () => {
  let findings: readonly Finding[];

  beforeAll(() => {
    const copy = temporaryDirectory();
    for (const name of ['.oxlintrc.json', 'oxlint-rules.mjs', 'oxlint-layers.mjs']) copyFileSync(join(root, name), join(copy, name));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const [file, text] of Object.entries({ ...violations, ...permitted })) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    }
    const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'oxlint'), ['--format', 'json', '.'], { cwd: copy, encoding: 'utf8' });
    findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
  });

  const found = (file: string): string[] => findings.filter(({ filename }) => filename === file).map(({ code }) => code);

  it.each(Object.keys(violations))('refuse %s', (file) => {
    expect(found(file)).toContainEqual(expect.stringMatching(/^strongroom\(/));
  });

  it.each(Object.keys(permitted))('let %s be', (file) => {
    expect(found(file)).toEqual([]);
  });
});
