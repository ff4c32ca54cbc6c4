import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** One file of the renderer's bundle, ready to be answered with. */
export interface ContentFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** SECURITY: no inline script, no eval, no network, styles only from us; the default Trusted Types policy refuses markup. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No pop-ups, no downloads, no way to lead the window elsewhere; modals are what printing counts as.
    'sandbox allow-scripts allow-same-origin allow-forms allow-modals',
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** SECURITY: what no page of ours ever needs; values reach the clipboard through main alone. */
const permissions = ['camera', 'clipboard-read', 'clipboard-write', 'display-capture', 'geolocation', 'hid', 'microphone', 'serial', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Reads the whole bundle once: requests are answered from this map alone, so that no path can lead out of the folder.
 * Keys are absolute URL paths. Throws where the bundle wasn't built.
 */
export function loadContent(directory: string): ReadonlyMap<string, ContentFile> {
  const nonce = randomUUID().replaceAll('-', '');
  const content = new Map<string, ContentFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, file).split(sep).join('/')}`;
    const raw = readFileSync(file);
    const body = path === '/index.html' ? Buffer.from(raw.toString('utf8').replaceAll('__NONCE__', nonce)) : raw;
    content.set(path, { body, headers: headersFor(path, nonce) });
  }
  const index = content.get('/index.html');
  if (index === undefined) throw new Error('the renderer has not been built');
  return content.set('/', index);
}

const headersFor = (path: string, nonce: string): Record<string, string> => ({
  'Content-Type': types[extname(path)] ?? 'application/octet-stream',
  'Content-Security-Policy': policy(nonce),
  'Permissions-Policy': permissions,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
});
