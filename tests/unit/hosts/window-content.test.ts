import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../src-main/hosts/window-content.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

function bundle(): string {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<meta name="csp-nonce" content="__NONCE__"><p>__NONCE__</p>');
  writeFileSync(join(directory, 'assets', 'main.js'), 'export const nonce = "__NONCE__";');
  writeFileSync(join(directory, 'assets', 'icon.png'), Buffer.of(0x89, 0x50));
  return directory;
}
const nonceOf = (body: Buffer): string => /content="([^"]*)"/.exec(body.toString())?.[1] ?? '';

describe('what the window may load', () => {
  it('is the bundle and nothing beside it', () => {
    const content = loadContent(bundle());
    expect([...content.keys()].toSorted()).toEqual(['/', '/assets/icon.png', '/assets/main.js', '/index.html']);
    expect(content.get('/../package.json')).toBeUndefined();
  });

  it('refuses a folder that holds no page', () => {
    expect(() => loadContent(temporaryDirectory())).toThrow('has not been built');
  });

  it('puts the nonce of this launch into the page and its policy, and into nothing else', () => {
    const directory = bundle();
    const [one, two] = [loadContent(directory), loadContent(directory)];
    const nonce = nonceOf(one.get('/')!.body);
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(nonceOf(two.get('/')!.body)).not.toBe(nonce);
    expect(one.get('/')!.headers['Content-Security-Policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(one.get('/assets/main.js')!.body.toString()).toContain('__NONCE__');
  });

  it('allows no inline script, eval, style attribute, network, frame or markup from strings', () => {
    const policy = loadContent(bundle()).get('/')!.headers['Content-Security-Policy']!;
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src-attr 'none'",
      "connect-src 'none'",
      "worker-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      'sandbox allow-scripts allow-same-origin allow-forms allow-modals',
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ])
      expect(policy.split('; ')).toContain(rule);
  });

  it('names types, forbids guessing them, keeps nothing and grants no permission', () => {
    const content = loadContent(bundle());
    expect(content.get('/assets/main.js')!.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(content.get('/assets/icon.png')!.headers['Content-Type']).toBe('image/png');
    expect(content.get('/')!.headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
    expect(content.get('/')!.headers['Permissions-Policy']).toContain('clipboard-read=()');
  });
});
