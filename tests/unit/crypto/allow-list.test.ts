import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const root = join(import.meta.dirname, '..', '..', '..');

const refused = [
  "import crypto from 'node:crypto'; export const used = crypto;",
  "import * as crypto from 'crypto'; export const used = crypto;",
  "import { 'createHash' as hash } from 'node:crypto'; export const used = hash('md5');",
  "import { scrypt } from 'node:crypto'; export const used = scrypt;",
  "import { createHash, generateKeyPairSync } from 'node:crypto'; export const used = [createHash('sha256'), generateKeyPairSync];",
  "import { webcrypto } from 'node:crypto'; export const used = webcrypto;",
  "export const used = await import('node:crypto');",
  "export const used = require('node:crypto');",
  "export const used = process.getBuiltinModule('crypto');",
  "export { createHash } from 'node:crypto';",
  "export * from 'node:crypto';",
  "import { createHash } from 'node:crypto'; export const used = createHash('md5');",
  "import { createHash as digest } from 'node:crypto'; export const used = digest('sha3-256');",
  'import { createHash } from \'node:crypto\'; export const used = createHash(["sha", "256"].join(""));',
  "import { createHash } from 'node:crypto'; export const used = (name: string) => createHash(name);",
  "import { createHash } from 'node:crypto'; export const used = createHash?.('sha1');",
  "import { createHash } from 'node:crypto'; const digest = createHash; export const used = digest('md5');",
  "import { createHash } from 'node:crypto'; export const used = { createHash };",
  "import { createHash } from 'node:crypto'; export const used = (createHash as (name: string) => unknown)('md5');",
  "import { createHash } from 'node:crypto'; export const used = createHash.call(null, 'md5');",
  "import { createHash } from 'node:crypto'; export { createHash };",
  "import { createHmac } from 'node:crypto'; export const used = createHmac('sha1', 'key');",
  "import { hkdfSync } from 'node:crypto'; export const used = hkdfSync('sha512', 'a', 'b', 'c', 32);",
  "import { createCipheriv } from 'node:crypto'; export const used = createCipheriv('aes-256-cbc', 'a', 'b');",
  "import { createDecipheriv } from 'node:crypto'; export const used = createDecipheriv('chacha20-poly1305', 'a', 'b');",
  "import { sign, type KeyObject } from 'node:crypto'; export const used = (key: KeyObject) => sign('sha256', new Uint8Array(), key);",
  "import { verify, type KeyObject } from 'node:crypto'; export const used = (key: KeyObject) => verify(undefined, key, key, key);",
  "export const used = crypto.subtle.digest('SHA-1', new Uint8Array());",
  'export const used = globalThis.crypto.subtle;',
  "export const used = globalThis['crypto'];",
];
const accepted = [
  "import { createHash, randomBytes, type KeyObject } from 'node:crypto'; export const used = (key: KeyObject) => [key, createHash('sha256'), randomBytes(4)];",
  "import { createHash as digest } from 'node:crypto'; export const used = digest('sha512').update('x');",
  "import { createCipheriv, hkdfSync, createHmac } from 'node:crypto'; export const used = [createCipheriv('aes-256-gcm', 'a', 'b'), hkdfSync('sha256', 'a', 'b', 'c', 32), createHmac('sha256', 'a')];",
  "import { sign, verify, type KeyObject } from 'node:crypto'; export const used = (k: KeyObject, d: Uint8Array) => verify(null, d, k, sign(null, d, k));",
  "import { randomUUID } from 'node:crypto'; export const used = { newId: randomUUID };",
  "import { createHash } from 'node:crypto'; export type Digest = typeof createHash; export const used = { createHash: createHash('sha256') };",
  "import { sign } from 'jose'; export const used = sign('HS256');",
  "import { createHash } from './hashes.ts'; export const used = createHash('anything');",
  'export const used = (parts: { crypto: string }) => parts.crypto;',
];

describe('the list of algorithms that every host has', () => {
  let complained: ReadonlySet<string>;

  beforeAll(() => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'refused'));
    mkdirSync(join(folder, 'accepted'));
    const config = { jsPlugins: [join(root, 'oxlint-rules.mjs')], categories: {}, rules: { 'strongroom/crypto-allow-list': 'error' } };
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
    for (const [kind, sources] of Object.entries({ refused, accepted })) {
      sources.forEach((source, at) => writeFileSync(join(folder, kind, `${at}.ts`), `${source}\n`));
    }
    const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'oxlint'), ['--format', 'json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    complained = new Set(diagnostics.filter(({ code }) => code === 'strongroom(crypto-allow-list)').map(({ filename }) => filename));
  });

  it.each(refused.map((source, at) => [source, at] as const))('refuses: %s', (_source, at) => {
    expect(complained).toContain(`refused/${at}.ts`);
  });

  it.each(accepted.map((source, at) => [source, at] as const))('accepts: %s', (_source, at) => {
    expect(complained).not.toContain(`accepted/${at}.ts`);
  });
});
