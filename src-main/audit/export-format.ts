import type { AuditRowView } from '../../src-shared/audit.ts';

export type ExportFormat = 'csv' | 'json';
type Parts = AsyncIterable<readonly AuditRowView[]>;

export const piecesOf = (parts: Parts, format: ExportFormat): AsyncGenerator<string> => (format === 'csv' ? csvOf(parts) : jsonOf(parts));

const csvColumns: readonly (readonly [title: string, cell: (row: AuditRowView) => string | number | null])[] = [
  ['sequence', (row) => row.sequence],
  ['time', (row) => new Date(row.at).toISOString()],
  ['actor', (row) => row.actorName],
  ['actor_id', (row) => row.actorId],
  ['action', (row) => row.action],
  ['target_kind', (row) => row.targetKind],
  ['target', (row) => row.targetName],
  ['target_id', (row) => row.targetId],
  ['outcome', (row) => row.outcome],
  ['client', (row) => row.client],
  ['detail', (row) => row.detail],
];

/** As RFC 4180 has it: a header, lines that end in CRLF, quotes where a cell needs them. */
async function* csvOf(parts: Parts): AsyncGenerator<string> {
  yield lineOf(csvColumns.map(([title]) => title));
  for await (const rows of parts) yield rows.map((row) => lineOf(csvColumns.map(([, cell]) => cell(row)))).join('');
}

const lineOf = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** SECURITY: spreadsheets run what begins like a formula, and people choose their names; an apostrophe makes a text of it. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const plain = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

async function* jsonOf(parts: Parts): AsyncGenerator<string> {
  yield '[';
  let written = false;
  for await (const rows of parts) {
    if (rows.length === 0) continue;
    yield `${written ? ',' : ''}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    written = true;
  }
  yield '\n]\n';
}
