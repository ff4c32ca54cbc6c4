import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsOf } from '../../../src-main/cli/run/masked-forms.ts';
import { Masking } from '../../../src-main/cli/run/masking.ts';

/** What comes out when `text` goes in, cut at these places. */
async function masked(values: readonly string[], text: Buffer | string, cuts: readonly number[] = []): Promise<Buffer> {
  const stream = new Masking(values);
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let at = 1; at < places.length; at += 1) stream.write(bytes.subarray(places[at - 1], places[at]));
  stream.end();
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}
const text = async (...args: Parameters<typeof masked>): Promise<string> => (await masked(...args)).toString('utf8');

const value = fc.string({ unit: fc.constantFrom(...'abcA1+/=%& "\\\nü€'.split('')), minLength: 6, maxLength: 20 });
const noise = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));

describe('masking', () => {
  it('replaces a value wherever it stands', async () => {
    expect(await text(['hunter22'], 'a hunter22 b\nhunter22hunter22')).toBe('a *** b\n******');
  });

  it('finds a value that comes byte by byte', async () => {
    const line = 'key=hunter22; huntex hunter2 end';
    expect(
      await text(
        ['hunter22'],
        line,
        Array.from({ length: line.length }, (_, at) => at),
      ),
    ).toBe('key=***; huntex hunter2 end');
  });

  it('leaves values alone that are too short to tell from anything else', async () => {
    expect(await text(['abcde'], 'abcde')).toBe('abcde');
  });

  it('masks values that overlap or hold each other as one', async () => {
    expect(await text(['abcdefgh', 'cdefgh', 'efghijkl'], '<abcdefghijkl><cdefgh><abcdefg>')).toBe('<***><***><abcdefg>');
  });

  it('passes on at once what can’t become a value any more', async () => {
    const stream = new Masking(['hunter22']);
    stream.write('Password: hunt');
    expect(String(stream.read())).toBe('Password: ');
    stream.write('ing?');
    expect(String(stream.read())).toBe('hunting?');
  });

  it.each([0, 1, 2, 3, 4])('masks base64 in which %i bytes stand before the value', async (before) => {
    const secret = 'correct horse';
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${'x'.repeat(before)}${secret}${'y'.repeat(before)}`).toString(encoding);
      const shown = await text([secret], encoded);
      expect(shown).toContain('***');
      expect(Buffer.from(shown.replaceAll('***', ''), 'base64').toString('latin1')).not.toMatch(/corr|horse|ect/);
    }
  });

  it('masks URL-encoded forms and JSON', async () => {
    const secret = 'a/b c"ü&d';
    const shown = [encodeURIComponent(secret), encodeURIComponent(secret).toLowerCase(), new URLSearchParams({ s: secret }).toString()];
    expect(await text([secret], [...shown, JSON.stringify({ secret })].join('\n'))).toBe('***\n***\ns=***\n{"secret":"***"}');
  });

  it('lets no form of a value through, however the output is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.array(noise),
        fc.array(fc.nat(400)),
        fc.nat(50),
        async (values, between, cuts, pick) => {
          const forms = values.flatMap(formsOf);
          const pieces = between.flatMap((bytes, at) => [bytes, forms[(at + pick) % forms.length]!]);
          const out = await masked(values, Buffer.concat(pieces), cuts);
          for (const form of forms) expect(out.includes(form)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('changes nothing else, and the same however the output is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 3 }), noise, fc.array(fc.nat(100)), async (values, bytes, cuts) => {
        const out = await masked(values, bytes, cuts);
        expect(out).toEqual(await masked(values, bytes));
        if (!values.flatMap(formsOf).some((form) => bytes.includes(form))) expect(out).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps up with a program that writes what is almost a value', async () => {
    const stream = new Masking(['a'.repeat(5000) + 'b', 'a'.repeat(50)]);
    stream.resume();
    const chunk = Buffer.from('a'.repeat(49) + 'c'.repeat(15) + 'a'.repeat(49));
    const started = performance.now();
    for (let round = 0; round < 20_000; round += 1) if (!stream.write(chunk)) await new Promise((go) => stream.once('drain', go));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('holds no more than the longest value back', async () => {
    const stream = new Masking(['x'.repeat(1000)]);
    let passed = 0;
    stream.on('data', (chunk: Buffer) => (passed += chunk.length));
    for (let round = 0; round < 100; round += 1) stream.write(Buffer.alloc(10_000, `${'x'.repeat(999)}y`));
    await new Promise(setImmediate);
    expect(passed).toBeGreaterThan(100 * 10_000 - 2 * 1000 - 1);
    stream.destroy();
  });
});
