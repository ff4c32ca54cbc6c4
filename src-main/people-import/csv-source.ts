import { CsvError, parse } from 'csv-parse/sync';
import { limits } from '../../src-shared/limits.ts';
import { columnsMax, nameMaxCharacters } from './parser-protocol.ts';
import { refusal } from './refusal.ts';

/** What a file is before anybody knows which of its columns matter. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[];
}

const recordMaxCharacters = 65_536;
const separators = [',', ';', '\t'] as const;

/**
 * Reads people out of comma-, semicolon- or tab-separated text, UTF-8 or else Latin-1, whose first line names the columns.
 * Throws fileRefused with detail.what as the line: empty, notText, noHeader, brokenQuotes, unevenLines, tooWide, tooManyPeople.
 */
export function readCsv(content: Uint8Array): Table {
  const text = decode(content);
  const delimiter = separatorOf(text);
  const [head, ...records] = recordsOf(text, delimiter);
  if (head === undefined) throw refusal('empty');
  if (head.record.length > columnsMax) throw refusal('tooWide', head.line);
  // Values where names should be: the first person would be taken for the header.
  if (head.record.some((cell) => cell.includes('@') || cell.startsWith('$2'))) throw refusal('noHeader', head.line);
  if (records.length > limits.importMaxPeople) throw refusal('tooManyPeople');
  return { columns: distinct(head.record), rows: records.map(({ line, record }) => ({ line, cells: record })) };
}

function decode(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content.includes(0)) throw refusal('notText');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('latin1').decode(content);
  }
}

/** Whichever stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const line =
    /^[^\r\n]*/
      .exec(text)?.[0]
      .slice(0, recordMaxCharacters)
      .replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = separators.map((separator) => line.split(separator).length - 1);
  const most = Math.max(...counts);
  if (most > columnsMax) throw refusal('tooWide', 1);
  return separators[counts.indexOf(most)] ?? ',';
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function recordsOf(text: string, delimiter: string): { record: string[]; line: number }[] {
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      max_record_size: recordMaxCharacters,
      to: limits.importMaxPeople + 2,
    }) as unknown as Parsed[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
    if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') throw refusal('unevenLines', line);
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw refusal('tooWide', line);
    throw refusal('brokenQuotes', line);
  }
}

/** Columns are chosen by name, so each gets one of its own. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, at) => {
    const plain = name.trim().slice(0, nameMaxCharacters - 10) || `#${at + 1}`;
    const own = seen.has(plain) ? `${plain} #${at + 1}` : plain;
    seen.add(own);
    return own;
  });
}
