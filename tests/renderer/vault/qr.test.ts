import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import encodeQr from 'qr';
import { describe, expect, it } from 'vitest';
import { fitsQr } from '../../../src-renderer/screens/vault/qr-code.tsx';
import { codesIn, type Pixels, setupIn } from '../../../src-renderer/screens/vault/qr-reader.ts';
import { setupAddress } from '../../../src-renderer/screens/vault/use-codes.tsx';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const seed = 'JBSWY3DPEHPK3PXP';
const address = (account: string): string => `otpauth://totp/Acme:${account}?secret=${seed}&issuer=Acme`;

/** Dark modules as they stand, with four more of paper around them. */
type Modules = readonly (readonly boolean[])[];
const scale = 4;

/** Pictures side by side, on paper. */
function picture(...codes: readonly Modules[]): Pixels {
  const side = Math.max(...codes.map((code) => code.length));
  const [width, height] = [codes.length * side * scale, side * scale];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [at, code] of codes.entries())
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < side * scale; x += 1)
        if (code[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true)
          data.fill(0, (y * width + at * side * scale + x) * 4, (y * width + at * side * scale + x) * 4 + 3);
  return { width, height, data };
}
const ours = (text: string): Modules => encodeQr(text, 'raw', { ecc: 'medium', border: 4 });
/** As Debian's qrencode (libqrencode) draws it: two characters a module. */
const theirs = (text: string): Modules =>
  execFileSync('qrencode', ['-t', 'ASCII', '-m', '4', '--', text], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map((row) => (row.match(/../g) ?? []).map((module) => module === '##'));

describe('a QR code in a picture', () => {
  it.skipIf(!existsSync('/usr/bin/qrencode'))('that qrencode has drawn is read, whatever its size', () => {
    for (const text of [address('ada'), 'x', `https://example.org/${'long/'.repeat(60)}`, 'Größe – 尺寸'])
      expect(codesIn(picture(theirs(text)))).toEqual([text]);
  });

  it.skipIf(!existsSync('/usr/bin/zbarimg'))('that we draw is read by zbar', () => {
    const file = join(temporaryDirectory(), 'code.ppm');
    for (const text of [address('ada'), 'WIFI:T:WPA;S=lab;P:three words here;;', 'x'.repeat(900)]) {
      const { width, height, data } = picture(ours(text));
      const rgb = Buffer.from(data.filter((_byte, at) => at % 4 !== 3));
      writeFileSync(file, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), rgb]));
      const read = execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      expect(read.trimEnd()).toBe(text);
    }
  });

  it('is one too many where there are two', () => {
    expect(codesIn(picture(ours(address('ada')), ours(address('ben')))).length).toBeGreaterThan(1);
    expect(codesIn(picture(ours('x'), ours(address('ben')))).length).toBeGreaterThan(1);
  });

  it('is not found in noise, in paper, or in a picture of nothing', () => {
    const noise = picture(ours('x')).data.map((_byte, at) => (at * 7919) % 251);
    const { width, height } = picture(ours('x'));
    expect(codesIn({ width, height, data: noise })).toEqual([]);
    expect(codesIn({ width: 40, height: 40, data: new Uint8ClampedArray(6400).fill(255) })).toEqual([]);
    expect(codesIn({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toEqual([]);
  });

  it('is taken for a set-up only where it is one', () => {
    expect(setupIn([address('ada')])).toEqual({ text: address('ada') });
    expect(setupIn([])).toEqual({ problem: 'none' });
    expect(setupIn([address('ada'), address('ben')])).toEqual({ problem: 'several' });
    for (const text of ['https://example.org', seed, 'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP', 'otpauth-migration://offline?data=AA'])
      expect(setupIn([text])).toEqual({ problem: 'notSetup' });
  });
});

describe('what is shown as a QR code', () => {
  it('is short enough for a camera', () => {
    expect([fitsQr(''), fitsQr('x'), fitsQr('x'.repeat(1000)), fitsQr('ü'.repeat(501))]).toEqual([false, true, true, false]);
  });

  it('is an address also where the stored set-up is a bare secret', () => {
    expect(setupAddress('jbsw y3dp ehpk 3pxp', 'Mail & more')).toBe(`otpauth://totp/Mail%20%26%20more?secret=${seed}`);
    expect(setupAddress(address('ada'), 'Mail')).toBe(address('ada'));
    expect(setupAddress('nothing', 'Mail')).toBe('nothing');
  });
});
