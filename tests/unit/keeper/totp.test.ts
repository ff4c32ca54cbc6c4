import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totpAt } from '../../../src-main/keeper/totp.ts';
import { parseTotpSetup, totpAlgorithms, type TotpSetup } from '../../../src-shared/totp-setup.ts';
import { limits } from '../../../src-shared/limits.ts';
import { atNoon, idOf, newVault } from '../../helpers/keeper-vault.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};
const ascii = (text: string): string => base32(new TextEncoder().encode(text));

/** RFC 6238, appendix B: the seeds are as long as the digest. */
const seeds = {
  SHA1: ascii('12345678901234567890'),
  SHA256: ascii('12345678901234567890123456789012'),
  SHA512: ascii('1234567890123456789012345678901234567890123456789012345678901234'),
} as const;
const rfc6238 = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
] as const;
/** RFC 4226, appendix D: the codes of counters 0 to 9. */
const rfc4226 = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];

const setupOf = (changes: Partial<TotpSetup> = {}): TotpSetup => ({
  ...{ secret: seeds.SHA1, algorithm: 'SHA1', digits: 6, period: 30, issuer: '', account: '' },
  ...changes,
});

describe('one-time codes', () => {
  it.each(rfc6238)('are those of RFC 6238 at %d seconds', (seconds, ...codes) => {
    for (const [at, algorithm] of totpAlgorithms.entries())
      expect(totpAt(setupOf({ secret: seeds[algorithm], algorithm, digits: 8 }), seconds * 1000).code).toBe(codes[at]);
  });

  it('are those of RFC 4226 where the time counts as the counter', () => {
    for (const [counter, code] of rfc4226.entries()) {
      const made = totpAt(setupOf({ period: 1 }), counter * 1000);
      expect(made).toMatchObject({ code, validUntil: (counter + 1) * 1000, period: 1 });
      if (counter < 9) expect(made.next).toBe(rfc4226[counter + 1]);
    }
  });

  it('change exactly at the end of their period', () => {
    const first = totpAt(setupOf(), 59_999);
    const second = totpAt(setupOf(), 60_000);
    expect(first.validUntil).toBe(60_000);
    expect(second).toMatchObject({ code: first.next, validUntil: 90_000 });
  });

  // Debian's oathtool (OATH Toolkit) is an implementation that shares nothing with ours.
  it.skipIf(!existsSync('/usr/bin/oathtool'))('agree with oathtool for any secret, time, digest, length and period', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 64 }),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.constantFrom(...totpAlgorithms),
        fc.constantFrom(6, 7, 8),
        fc.constantFrom(15, 30, 60, 300),
        (bytes, seconds, algorithm, digits, period) => {
          const setup = setupOf({ secret: base32(bytes), algorithm, digits, period });
          const told = execFileSync(
            'oathtool',
            [`--totp=${algorithm}`, '-d', `${digits}`, '-s', `${period}`, '-N', `@${seconds}`, '-w', '1', '-b', '-'],
            { input: `${setup.secret}\n`, encoding: 'utf8' },
          );
          const { code, next } = totpAt(setup, seconds * 1000);
          expect([code, next]).toEqual(told.trim().split('\n'));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the text of a one-time code field', () => {
  it('is a secret in base32, however it is written', () => {
    const plain = setupOf({ secret: 'JBSWY3DPEHPK3PXP' });
    for (const text of ['JBSWY3DPEHPK3PXP', 'jbsw y3dp ehpk 3pxp', ' JBSW-Y3DP-EHPK-3PXP\n', 'JBSWY3DPEHPK3PXP===='])
      expect(parseTotpSetup(text)).toEqual(plain);
  });

  it('is an otpauth address with its parameters', () => {
    expect(
      parseTotpSetup(
        'otpauth://totp/Acme%20Co:ada%40lab.example?secret=jbswy3dpehpk3pxp&issuer=Acme%20Co&algorithm=sha256&digits=8&period=60',
      ),
    ).toEqual({ secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA256', digits: 8, period: 60, issuer: 'Acme Co', account: 'ada@lab.example' });
    expect(parseTotpSetup('OTPAUTH://TOTP/ada?secret=JBSWY3DPEHPK3PXP&algorithm=HMAC')).toBeNull();
    expect(parseTotpSetup('otpauth://totp/Acme:ada?secret=JBSWY3DPEHPK3PXP&algorithm=SHA-512')).toMatchObject({
      ...{ algorithm: 'SHA512', digits: 6, period: 30, issuer: 'Acme', account: 'ada' },
    });
  });

  it.each([
    ['a counter-based one', 'otpauth://hotp/ada?secret=JBSWY3DPEHPK3PXP&counter=1'],
    ['no secret', 'otpauth://totp/ada?digits=6'],
    ['no parameters', 'otpauth://totp/ada'],
    ['a secret that is no base32', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PX1'],
    ['two secrets', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&secret=JBSWY3DPEHPK3PXQ'],
    ['an unknown digest', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&algorithm=MD5'],
    ['five digits', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&digits=5'],
    ['nine digits', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&digits=9'],
    ['digits that are no number', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&digits=6e0'],
    ['no period', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&period=0'],
    ['a period of days', 'otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&period=99999'],
    ['a label that is not encoded rightly', 'otpauth://totp/%E0%A4%A?secret=JBSWY3DPEHPK3PXP'],
    ['another scheme', 'https://totp/ada?secret=JBSWY3DPEHPK3PXP'],
    ['a short secret', 'JBSWY3DP'],
    ['a secret of a length that base32 never has', 'JBSWY3DPEHPK3PXPA'],
    ['a secret that is longer than any', 'A'.repeat(424)],
    ['an endless text', `otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&x=${'x'.repeat(limits.totpSetupMaxCharacters)}`],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => {
    expect(parseTotpSetup(text)).toBeNull();
  });

  it('never throws, whatever a picture says', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void parseTotpSetup(`otpauth://totp/${text}`)));
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void parseTotpSetup(text)));
  });
});

describe('a stored one-time code field', () => {
  const id = idOf('a');
  const totp = (value: string | null) => ({ fields: [{ id: 'totp', name: 'Code', type: 'totp' as const, value }] });
  const hidden = (value: string) => ({ fields: [{ id: 'totp', name: 'Code', type: 'hidden' as const, value }] });

  it('gives the code of the time that is handed in', async () => {
    const ada = await newVault('ada');
    await ada.create(id, totp(seeds.SHA1));
    const ask = (fieldId: string) => ada.logic.handle('totp', { id, fieldId, secret: ada.secretOf(id), now: 59_000 });
    expect(await ask('totp')).toEqual({ code: '287082', next: '359152', validUntil: 60_000, period: 30 });
    await expect(ask('other')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field' } });
  });

  it('is not saved with a text that makes no codes', async () => {
    const ada = await newVault('ada');
    const refused = { code: 'invalidInput', detail: { what: 'fields.totp', reason: 'totp' } };
    await expect(ada.create(id, totp('not base32!'))).rejects.toMatchObject(refused);
    await ada.create(id, totp(''));
    await expect(ada.update(id, 1, totp('otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP'))).rejects.toMatchObject(refused);
    await ada.update(id, 1, hidden('just a word'));
    await expect(ada.update(id, 2, totp(null))).rejects.toMatchObject(refused);
    const ask = ada.logic.handle('totp', { id, fieldId: 'totp', secret: ada.secretOf(id), now: atNoon });
    await expect(ask).rejects.toMatchObject(refused);
  });
});
