import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forkNodeParser } from '../../../src-main/people-import/node-parser-channel.ts';
import { parseApart } from '../../../src-main/people-import/parse-apart.ts';
import type { ParserChannel, ParseRequest } from '../../../src-main/people-import/parser-protocol.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { inProcessParser } from '../../helpers/parser-in-process.ts';
import { csvFile, sqliteFile } from '../../helpers/user-files.ts';

const entry = new URL('../../../src-main/people-import/parser-process.ts', import.meta.url);
const request = (content: Uint8Array): ParseRequest => ({ content, table: null, mapping: {} });

/** A process that is there and says what the test lets it say. */
function puppet() {
  let say: (message: unknown) => void = () => undefined;
  let exit: () => void = () => undefined;
  const state = { killed: false, say: (message: unknown) => say(message), exit: () => exit() };
  const channel: ParserChannel = {
    post: () => undefined,
    onMessage: (listener) => (say = listener),
    onExit: (listener) => (exit = listener),
    kill: () => (state.killed = true),
  };
  return Object.assign(state, { forkParser: () => channel });
}

describe('a foreign file', () => {
  it('is read in a process that gets nothing but its bytes, and ends with them', async () => {
    process.env['PARSER_CANARY'] = 'canary in the environment';
    const seen: { environ: string; pid: number }[] = [];
    const forkParser = (): ParserChannel => {
      const before = new Set(childrenOf(process.pid));
      const channel = forkNodeParser(entry);
      const [child] = childrenOf(process.pid).filter((id) => !before.has(id));
      return {
        ...channel,
        onMessage: (listener) =>
          channel.onMessage((message) => {
            if (process.platform === 'linux') seen.push({ environ: readFileSync(`/proc/${child}/environ`, 'latin1'), pid: Number(child) });
            listener(message);
          }),
      };
    };
    const clock = new FakeClock();
    const file = await parseApart(
      { forkParser, clock },
      request(sqliteFile('CREATE TABLE users (username)', "INSERT INTO users VALUES ('ben')")),
    );
    delete process.env['PARSER_CANARY'];
    expect(file.rows).toEqual([{ line: 1, cells: ['ben', null, null, null, null, null] }]);
    for (const { environ } of seen) expect(environ).not.toContain('canary');
    for (const { pid } of seen) await expect.poll(() => childrenOf(process.pid).includes(String(pid))).toBe(false);
  });

  it('that would fill the memory ends its own process only', async () => {
    const forkParser = (): ParserChannel => forkNodeParser(entry);
    const bomb = csvFile('username\n', ','.repeat(15_000_000));
    await expect(parseApart({ forkParser, clock: new FakeClock() }, request(bomb))).rejects.toMatchObject({ code: 'fileRefused' });
  }, 60_000);

  it('is refused where its process could not be started', async () => {
    const forkParser = (): ParserChannel => forkNodeParser(entry, '/nowhere/node');
    await expect(parseApart({ forkParser, clock: new FakeClock() }, request(csvFile('username')))).rejects.toMatchObject({
      ...{ code: 'fileRefused', detail: { reason: 'stopped' } },
    });
  });

  it('is given up after twenty seconds', async () => {
    const [clock, process] = [new FakeClock(), puppet()];
    const reading = parseApart({ forkParser: process.forkParser, clock }, request(csvFile('username')));
    clock.advance(19_999);
    expect(process.killed).toBe(false);
    clock.advance(1);
    await expect(reading).rejects.toMatchObject({ code: 'fileRefused', detail: { reason: 'tookTooLong' } });
    expect(process.killed).toBe(true);
  });

  it('is refused where its process ends before it answers', async () => {
    const process = puppet();
    const reading = parseApart({ forkParser: process.forkParser, clock: new FakeClock() }, request(csvFile('username')));
    process.exit();
    await expect(reading).rejects.toMatchObject({ code: 'fileRefused', detail: { reason: 'stopped' } });
  });

  it.each([
    ['nothing', undefined],
    ['more than was asked for', { ok: true, value: {}, more: 1 }],
    ['cells that are too long', answerWith('x'.repeat(513))],
    ['a failure that there is not', { ok: false, error: { code: 'pwned' } }],
  ])('is refused where its process answers with %s', async (_what, answer) => {
    const process = puppet();
    const reading = parseApart({ forkParser: process.forkParser, clock: new FakeClock() }, request(csvFile('username')));
    process.say(answer);
    await expect(reading).rejects.toMatchObject({ code: 'fileRefused', detail: { reason: 'stopped' } });
  });

  it('fails by our codes alone, with no word of what was in it', async () => {
    const parts = { forkParser: inProcessParser, clock: new FakeClock() };
    const broken = { ...request(csvFile('username')), content: null as unknown as Uint8Array };
    await expect(parseApart(parts, broken)).rejects.toMatchObject({ code: 'internal', detail: undefined });
  });
});

function answerWith(cell: string): unknown {
  const mapping = { username: 'username', displayName: null, email: null, passwordHash: null, role: null, active: null };
  const rows = [{ line: 2, cells: [cell, null, null, null, null, null] }];
  return { ok: true, value: { format: 'csv', tables: [], table: null, columns: ['username'], mapping, rows } };
}

const childrenOf = (pid: number): string[] =>
  process.platform === 'linux' ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean) : [];
