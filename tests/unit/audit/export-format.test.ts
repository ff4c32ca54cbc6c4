import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../src-main/audit/export-format.ts';

describe('a cell of an exported table', () => {
  it('is as it is where nothing in it means anything else', () => {
    for (const text of ['', 'Ada Lovelace', 'session.signedIn', "O'Brien", 'a=b', '15 → 20', 'ada@example.org'])
      expect(csvCell(text)).toBe(text);
    expect(csvCell(-5)).toBe('-5');
    expect(csvCell(null)).toBe('');
  });

  it('has quotes around commas, quotes and line ends', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('a "b"')).toBe('"a ""b"""');
    expect(csvCell('a\nb')).toBe('"a\nb"');
    expect(csvCell('a\rb')).toBe('"a\rb"');
  });

  it('is never a formula', () => {
    for (const start of ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', ' =', '\u00a0='])
      expect(csvCell(`${start}1`)).toBe(`'${start}1`);
    expect(csvCell('\t1')).toBe("'\t1");
    expect(csvCell('\r=1')).toBe(`"'\r=1"`);
    expect(csvCell('=cmd|"/c calc"!A1,')).toBe(`"'=cmd|""/c calc""!A1,"`);
  });
});
