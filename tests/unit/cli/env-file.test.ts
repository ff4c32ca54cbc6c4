import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvFileError, formatEnvFile, isShellName, parseEnvFile, readEnvLines } from '../../../src-shared/env-file.ts';

const pairsOf = (text: string): [string, string][] => parseEnvFile(text).map(({ name, value }) => [name, value]);
const failureOf = (text: string): EnvFileError | null => {
  try {
    parseEnvFile(text);
    return null;
  } catch (error) {
    if (error instanceof EnvFileError) return error;
    throw error;
  }
};

describe('an env file', () => {
  it('gives names and values in their order, and the lines they stand on', () => {
    const text = '# of the bot\n\nA=1\n  export B = two words  \nC=\nA=again\n';
    expect(parseEnvFile(text)).toEqual([
      { name: 'A', value: '1', line: 3 },
      { name: 'B', value: 'two words', line: 4 },
      { name: 'C', value: '', line: 5 },
      { name: 'A', value: 'again', line: 6 },
    ]);
  });

  it('takes a comment behind a value only after a blank', () => {
    expect(pairsOf('A=strongroom://x/y#z # note\nB=#note\nC= # note\n')).toEqual([
      ['A', 'strongroom://x/y#z'],
      ['B', '#note'],
      ['C', ''],
    ]);
  });

  it('leaves everything in single quotes as it is, and knows escapes in double quotes', () => {
    expect(pairsOf(String.raw`A='$HOME \n "x"' # note` + '\n' + String.raw`B="a\tb\n\"c\" \$HOME \\ \q"`)).toEqual([
      ['A', String.raw`$HOME \n "x"`],
      ['B', 'a\tb\n"c" $HOME \\ \\q'],
    ]);
  });

  it('reads quotes over several lines, and counts on behind them', () => {
    expect(parseEnvFile('KEY="-----BEGIN\nmiddle\nEND-----"\nNEXT=1')).toEqual([
      { name: 'KEY', value: '-----BEGIN\nmiddle\nEND-----', line: 1 },
      { name: 'NEXT', value: '1', line: 4 },
    ]);
  });

  it('interpolates nothing', () => {
    expect(pairsOf('A=$B${C}`d`\nE="$(f)"')).toEqual([
      ['A', '$B${C}`d`'],
      ['E', '$(f)'],
    ]);
  });

  it('reads what Windows writes: a byte order mark and CRLF', () => {
    expect(pairsOf('\uFEFFA=1\r\nB="x\r\ny"\r\n')).toEqual([
      ['A', '1'],
      ['B', 'x\ny'],
    ]);
  });

  it.each([
    ['a line without "="', 'A=1\nnonsense\n', 2],
    ['a name that can be none', '\n\n1A=x', 3],
    ['a quote that is never closed', 'A=1\nB="x\ny\n', 2],
    ['something behind a closing quote', "A='x'y", 1],
  ])('refuses %s and names the line, never the value', (_, text, line) => {
    const failure = failureOf(text);
    expect(failure?.line).toBe(line);
    expect(failure?.message).not.toContain('x');
  });

  it('never does anything but read or refuse, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'A=\'"\\\n\r #$x'.split('')) })), (text) => {
        failureOf(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads again what it writes', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'\'"\\\n\r\t #$= x'.split('')) }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        expect(pairsOf(formatEnvFile(pairs))).toEqual(pairs);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes time in proportion to its length', () => {
    const started = performance.now();
    failureOf(`A="${'\\'.repeat(400_001)}`);
    failureOf(`A=${' #'.repeat(200_000)}`);
    failureOf('A=x\n'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('an env file for the window', () => {
  it('reads on behind what it can not read, and names those lines', () => {
    const text = 'A=1\nno line\n1X=2\nB="two\nlines"\nC="x" y\nD=\'open\nexport E=5 # note\n';
    expect(readEnvLines(text)).toEqual({
      entries: [
        { name: 'A', value: '1', line: 1 },
        { name: 'B', value: 'two\nlines', line: 4 },
        { name: 'E', value: '5', line: 8 },
      ],
      refused: [
        { line: 2, problem: 'noEquals' },
        { line: 3, problem: 'badName' },
        { line: 6, problem: 'behindQuote' },
        { line: 7, problem: 'openQuote' },
      ],
    });
  });

  it('takes a comment for one whatever stands in it, and no longer for a long one', () => {
    expect(pairsOf(`A=1 # a\u2028b\rc\nB=2${' #'.repeat(200_000)}\u2028x\n`)).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });

  it('tells which names a shell can say', () => {
    expect(['A', '_a1', 'a-b', 'a.b', '1a', ''].filter(isShellName)).toEqual(['A', '_a1']);
  });
});
