import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src-shared/limits.ts';
import { parseFile } from '../../../src-main/people-import/parse-file.ts';
import type { ParsedFile, ParseRequest } from '../../../src-main/people-import/parser-protocol.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';
import { csvFile, sqliteFile } from '../../helpers/user-files.ts';

const parse = (content: Uint8Array, more: Partial<ParseRequest> = {}): ParsedFile =>
  parseFile({ content, table: null, mapping: {}, ...more });
const refused = (content: Uint8Array, more: Partial<ParseRequest> = {}): unknown => {
  try {
    parse(content, more);
  } catch (error) {
    return (error as { toFailure(): unknown }).toFailure();
  }
  throw new Error('it was read');
};
/** Username, display name and address of every line. */
const namesIn = ({ rows }: ParsedFile) => rows.map(({ line, cells }) => [line, ...cells.slice(0, 3)]);

describe('people in a CSV file', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('are read with %s between the columns', (_name, separator) => {
    const file = csvFile(['username', 'email'].join(separator), ['ben', 'ben@example.org'].join(separator));
    expect(parse(file)).toMatchObject({ format: 'csv', tables: [], table: null, columns: ['username', 'email'] });
    expect(namesIn(parse(file))).toEqual([[2, 'ben', null, 'ben@example.org']]);
  });

  it('are read with quotes, line breaks in a value, empty lines and Windows line ends', () => {
    const file = csvFile('username,"full name"\r\nben,"Ben ""B"" Bitdiddle"\r\n\r\ncem,"Cem\nD, Senior"\r\n');
    expect(namesIn(parse(file))).toEqual([
      [2, 'ben', 'Ben "B" Bitdiddle', null],
      [5, 'cem', 'Cem\nD, Senior', null],
    ]);
  });

  it('are read from UTF-8 with and without a mark, from Latin-1 and from UTF-16', () => {
    const text = 'username;name;email\njörg;Jörg Ä;j@example.org';
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text, 'latin1'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ])
      expect(namesIn(parse(bytes))).toEqual([[2, 'jörg', 'Jörg Ä', 'j@example.org']]);
  });

  it('are read from the columns that were chosen', () => {
    const file = csvFile('username,nick', 'ben,benny');
    expect(namesIn(parse(file, { mapping: { username: 'nick' } }))).toEqual([[2, 'benny', null, null]]);
    expect(refused(file, { mapping: { username: 'nicks' } })).toMatchObject({ code: 'invalidInput' });
  });

  it('keep columns apart that have the same name or none', () => {
    expect(parse(csvFile('name,,name', 'a,b,c')).columns).toEqual(['name', '#2', 'name #3']);
  });

  it('are none in a file with a header alone', () => {
    expect(parse(csvFile('username,email')).rows).toEqual([]);
  });

  it('have their longest values cut', () => {
    expect(parse(csvFile('username', 'x'.repeat(60_000))).rows[0]?.cells[0]).toHaveLength(512);
  });

  it.each([
    ['an empty file', '', { reason: 'empty' }],
    ['a quote that is never closed', 'username,name\nben,"Ben\ncem,Cem', { reason: 'brokenQuotes', what: '3' }],
    ['text behind a quote', 'username,name\nben,"Ben"jamin\ncem,Cem', { reason: 'brokenQuotes', what: '2' }],
    ['a quote inside a value', 'username,name\nben,Ben "B" B\n', { reason: 'brokenQuotes', what: '2' }],
    ['a line with too few values', 'username,name\nben,Ben\ncem', { reason: 'unevenLines', what: '3' }],
    ['a line without an end', `username,name\nben,"${'x'.repeat(70_000)}"`, { reason: 'tooWide', what: '2' }],
    ['a person where the header should be', 'ben,ben@example.org\ncem,cem@example.org', { reason: 'noHeader', what: '1' }],
    ['too many columns', Array.from({ length: 201 }, (_, at) => `c${at}`).join(','), { reason: 'tooWide', what: '1' }],
    ['very many columns', ','.repeat(1_000_000), { reason: 'tooWide', what: '1' }],
    ['too many people', `username\n${'x\n'.repeat(limits.importMaxPeople + 1)}`, { reason: 'tooManyPeople' }],
  ])('are not read from %s', (_what, text, detail) => {
    expect(refused(csvFile(text))).toEqual({ code: 'fileRefused', detail });
  });

  it('are not read from an archive, however much it would unfold to', () => {
    const bomb = Buffer.concat([Buffer.from('PK\u0003\u0004\u0000\u0000'), deflateRawSync(Buffer.alloc(50_000_000))]);
    expect(refused(bomb)).toEqual({ code: 'fileRefused', detail: { reason: 'notText' } });
  });
});

const users = [
  'CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, email TEXT, hashed_password BLOB, is_active BOOLEAN)',
  "INSERT INTO users VALUES (1, 'ben', 'ben@example.org', CAST('$2b$10$x' AS BLOB), 1), (2, 'cem', NULL, NULL, 0)",
];

describe('people in an SQLite file', () => {
  it('are found in the table that most likely holds them, numbers and bytes as text', () => {
    const file = sqliteFile('CREATE TABLE contacts (name TEXT, email TEXT)', 'CREATE TABLE prices (a, b)', ...users);
    expect(parse(file)).toEqual({
      format: 'sqlite',
      tables: ['users', 'contacts'],
      table: 'users',
      columns: ['id', 'username', 'email', 'hashed_password', 'is_active'],
      mapping: {
        username: 'username',
        displayName: null,
        email: 'email',
        passwordHash: 'hashed_password',
        role: null,
        active: 'is_active',
      },
      rows: [
        { line: 1, cells: ['ben', null, 'ben@example.org', '$2b$10$x', null, '1'] },
        { line: 2, cells: ['cem', null, null, null, null, '0'] },
      ],
    });
  });

  it('are read from the table that was chosen', () => {
    const file = sqliteFile(
      ...users,
      'CREATE TABLE "odd ""name" (login TEXT PRIMARY KEY) WITHOUT ROWID',
      `INSERT INTO "odd ""name" VALUES ('dee')`,
    );
    expect(namesIn(parse(file, { table: 'odd "name' }))).toEqual([[1, 'dee', null, null]]);
    expect(refused(file, { table: 'sqlite_schema' })).toEqual({ code: 'invalidInput', detail: { what: 'table' } });
  });

  it('are read from a database that had a write-ahead log', () => {
    const path = join(temporaryDirectory(), 'users.db');
    const database = new BetterSqlite3(path);
    database.pragma('journal_mode = WAL');
    for (const statement of users) database.exec(statement);
    database.close();
    expect(namesIn(parse(readFileSync(path)))).toHaveLength(2);
  });

  it('are not looked for in views, virtual tables, generated columns and tables that know no names', () => {
    const file = sqliteFile(
      'CREATE TABLE prices (a, b)',
      "CREATE VIEW users AS SELECT 'ben' AS username",
      'CREATE VIRTUAL TABLE accounts USING fts5(username)',
      "CREATE TABLE people (x TEXT, username TEXT GENERATED ALWAYS AS (x || 'y') VIRTUAL)",
    );
    expect(refused(file)).toEqual({ code: 'fileRefused', detail: { reason: 'noTable' } });
  });

  it('are read without running what the file brings along', () => {
    const file = sqliteFile(
      "CREATE TABLE users (username TEXT CHECK (length(hex(zeroblob(400000000))) > 0), email TEXT DEFAULT (load_extension('x')))",
      'PRAGMA ignore_check_constraints = ON',
      "INSERT INTO users VALUES ('ben', 'ben@example.org')",
      'CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM users; END',
    );
    expect(namesIn(parse(file))).toEqual([[1, 'ben', null, 'ben@example.org']]);
  });

  it('are not read from a file that was cut or damaged', () => {
    const whole = sqliteFile(...users, 'CREATE TABLE filler (name TEXT)', `INSERT INTO filler VALUES ('${'x'.repeat(20_000)}')`);
    const damaged = { code: 'fileRefused', detail: { reason: 'damaged' } };
    for (const length of [16, 100, 1000, 4096, 5000, whole.length - 4096, whole.length - 1])
      expect(refused(whole.slice(0, length))).toEqual(damaged);
    expect(refused(whole.map((byte, at) => (at >= 4096 && at < 8192 ? 0x55 : byte)))).toEqual(damaged);
  });

  it('are no more than an import may hold', () => {
    const file = sqliteFile(
      'CREATE TABLE users (username TEXT)',
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${limits.importMaxPeople}) INSERT INTO users SELECT 'u' || i FROM n`,
    );
    expect(refused(file)).toEqual({ code: 'fileRefused', detail: { reason: 'tooManyPeople' } });
  });

  it('have their longest values cut', () => {
    const file = sqliteFile('CREATE TABLE users (username TEXT)', "INSERT INTO users VALUES (replace(hex(zeroblob(5000)), '00', '😀'))");
    expect(parse(file).rows[0]?.cells[0]?.length).toBe(512);
  });
});
