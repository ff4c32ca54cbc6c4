import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsOf as formsApart } from '../../../src-main/cli/run/masked-forms.ts';
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

const formsOf = (one: string): Buffer[] => Object.values(formsApart(one)).flat();

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

  it.each([
    ['without the line end that a file gave it', 'hunter22\n', 'a hunter22 b', 'a *** b'],
    ['without the blanks around it', '  hunter22 \r\n', 'a "hunter22" b', 'a "***" b'],
    ['with the line ends of another system', 'ab\ncd\nef\n', 'x ab\r\ncd\r\nef\r\n', 'x ***\r\n'],
    ['with the line ends of this one', 'ab\r\ncd\r\nef', 'x ab\ncd\nef y', 'x *** y'],
    [
      'line by line, where one says enough',
      'short\nlong enough\r\n  and indented\n',
      '> short\n> long enough\n> and indented',
      '> short\n> ***\n> ***',
    ],
  ])('masks a value %s', async (_, secret, shown, left) => {
    expect(await text([secret], shown)).toBe(left);
  });

  const line = fc.string({ unit: fc.constantFrom(...'abcA1+/=%& "\\ü€'.split('')), maxLength: 20 });
  const severalLines = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ''));

  it('lets neither a value of several lines through nor one of its longer lines, whatever became of its line ends', async () => {
    await fc.assert(
      fc.asyncProperty(severalLines, noise, fc.array(fc.nat(2000)), async (secret, before, cuts) => {
        const trimmed = secret.trim();
        fc.pre(trimmed.length >= 6);
        const unix = trimmed.replaceAll('\r\n', '\n');
        const lines = unix
          .split('\n')
          .map((one) => one.trim())
          .filter(({ length }) => length >= 8);
        const forms = [trimmed, unix, unix.replaceAll('\n', '\r\n'), ...lines].filter(({ length }) => length >= 6);
        const shown = Buffer.concat(forms.flatMap((form) => [before, Buffer.from(form), Buffer.from('~')]));
        const out = await masked([secret], shown, cuts);
        for (const form of forms) expect(out.includes(form), JSON.stringify(form)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('lets no base64 through that is broken into lines, wherever the value stands in it', async () => {
    const secretBytes = fc
      .uint8Array({ minLength: 12, maxLength: 200 })
      .map((bytes) => Buffer.from(bytes).toString('base64url').slice(0, 90));
    const place = fc.record({ before: fc.nat(130), columns: fc.constantFrom(64, 76), end: fc.constantFrom('\n', '\r\n') });
    await fc.assert(
      fc.asyncProperty(secretBytes, place, fc.array(fc.nat(1000)), async (secret, { before, columns, end }, cuts) => {
        const encoded = Buffer.from('\u0007'.repeat(before) + secret + '\u0007'.repeat(40)).toString('base64');
        const shown = encoded.match(new RegExp(`.{1,${columns}}`, 'g'))!.join(end);
        const out = await text([secret], shown, cuts);
        expect(out).toContain('***');
        const left = out.split('***').map((part) => Buffer.from(part, 'base64').toString('latin1'));
        // At its two ends a character that neighbours have a part in may stay.
        for (let at = 1; at < secret.length - 4; at += 1) for (const part of left) expect(part).not.toContain(secret.slice(at, at + 4));
        expect(await text([secret], shown)).toBe(out);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps no line end back that no encoded text has', async () => {
    const secret = 'correct horse';
    const begins = Buffer.from(secret).toString('base64').slice(0, 3);
    const stream = new Masking([secret]);
    stream.write(`ok ${begins}\n`);
    expect(String(stream.read())).toBe(`ok ${begins}\n`);
  });

  it('holds no more back where line ends go on in what is almost base64', async () => {
    const secret = 'x'.repeat(3000);
    const line = Buffer.from(secret).toString('base64').slice(0, 64);
    const stream = new Masking([secret]);
    let passed = 0;
    stream.on('data', (chunk: Buffer) => (passed += chunk.length));
    const rounds = 500;
    for (let round = 0; round < rounds; round += 1) stream.write(`${line}\r\n`);
    for (let round = 0; round < rounds; round += 1) stream.write('\r\n'.repeat(30));
    await new Promise(setImmediate);
    expect(passed).toBeGreaterThan(500 * 60 - 2);
    stream.destroy();
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
