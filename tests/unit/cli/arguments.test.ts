import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommand, type Given, readArguments } from '../../../src-main/cli/arguments.ts';
import { type CommandSpec, optionsOf } from '../../../src-main/cli/command-spec.ts';
import { commandTable } from '../../../src-main/cli/command-table.ts';
import { completionFor } from '../../../src-main/cli/completion.ts';
import { exitOf } from '../../../src-main/cli/exit-codes.ts';
import { explain } from '../../../src-main/cli/explain.ts';
import { CliFailure } from '../../../src-main/cli/failure.ts';
import { manualPage } from '../../../src-main/cli/manual.ts';
import { resolveReference } from '../../../src-main/cli/references.ts';
import { errorCodes } from '../../../src-shared/errors.ts';

const table: readonly CommandSpec[] = commandTable;
function parse(...args: string[]): { path: string; given: Given } {
  const found = findCommand(table, args)!;
  return { path: found.command.path, given: readArguments(found.command, found.rest) };
}
const messageOf = (...args: string[]): string => {
  try {
    parse(...args);
    return '';
  } catch (error) {
    expect(error).toMatchObject({ code: 'usage' });
    return (error as CliFailure).message;
  }
};

describe('what is typed', () => {
  it('finds the command with the most words, also behind options that every command has', () => {
    expect(parse('--json', '--wait', '3', 'grant', 'program', 'add', 'My bot', '--origin', 'https://x')).toMatchObject({
      path: 'grant program add',
    });
    expect(findCommand(table, ['grant', 'nothing'])).toBeNull();
    expect(findCommand(table, [])).toBeNull();
  });

  it('keeps options that are repeated, and the last of a flag', () => {
    const { given } = parse('run', '--env-file', 'a', '--env-file=b', '--clean-env', '--', 'x', '--env-file', 'c');
    expect(given.texts('env-file')).toEqual(['a', 'b']);
    expect(given.commandLine).toEqual(['x', '--env-file', 'c']);
    expect(given.has('no-mask')).toBe(false);
  });

  it('takes values behind a blank, an equals sign and a letter', () => {
    for (const args of [['-o', 'f'], ['-of'], ['--out', 'f'], ['--out=f']]) expect(parse('read', 'x', ...args).given.text('out')).toBe('f');
    expect(parse('read', '--out=', 'x').given.text('out')).toBe('');
    expect(parse('inject', '-i', '-', '-o', 'a=b').given.text('in')).toBe('-');
    expect(parse('read', '--', '--odd', '-o').given.positionals).toEqual(['--odd', '-o']);
    expect(messageOf('read', 'x', '--out', '--json')).toContain('needs a value');
  });

  it('hands on everything behind the command of run, with or without --', () => {
    expect(parse('run', '--env', 'Bot', 'python3', '-c', 'x', '--json').given.commandLine).toEqual(['python3', '-c', 'x', '--json']);
    expect(parse('run', '--', '--odd').given.commandLine).toEqual(['--odd']);
    expect(parse('run', '--', 'x', '--', 'y').given.commandLine).toEqual(['x', '--', 'y']);
  });

  it.each([
    [['read'], 'needs REFERENCE'],
    [['logout', 'x'], 'doesn’t take "x"'],
    [['ls', '--bogus'], 'no option --bogus'],
    [['ls', '--kind', 'nonsense'], 'is one of'],
    [['read', 'x', '--out'], 'needs a value'],
    [['read', 'x', '--out', 'a', '--out', 'b'], 'only once'],
    [['ls', '--json=yes'], 'takes no value'],
  ])('refuses %j and says why', (args, text) => {
    expect(messageOf(...args)).toContain(text);
  });

  it('takes numbers and pairs only as what they are', () => {
    const { given } = parse('run', '--file', 'A=op://a/b=c', '--file', 'B', '--wait', '1e3', '--', 'x');
    expect(() => given.pairs('file')).toThrow(CliFailure);
    expect(() => given.whole('wait', { min: 0, max: 600 })).toThrow(CliFailure);
  });

  it('never does anything but give or refuse, whatever the words', () => {
    const word = fc.oneof(
      fc.constantFrom('run', 'read', 'grant', 'program', '--', '-', '--out', '-o', '--json', '--wait', '--file=a=b', '-oh', '--no-x'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        try {
          const found = findCommand(table, words);
          if (found !== null) readArguments(found.command, found.rest);
        } catch (error) {
          expect(error).toBeInstanceOf(CliFailure);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the table of commands', () => {
  it('names nothing twice', () => {
    expect(new Set(table.map(({ path }) => path)).size).toBe(table.length);
    for (const command of table) {
      const options = optionsOf(command);
      expect(new Set(options.map(({ name }) => name)).size, command.path).toBe(options.length);
      expect(
        options.every(({ name }) => name !== ''),
        command.path,
      ).toBe(true);
    }
  });

  it('makes a completion that bash accepts and that knows every command', () => {
    const script = completionFor('bash', table)!;
    const complete = (words: readonly string[]): string[] => {
      const ask = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _strongroom; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const done = spawnSync('bash', ['--norc', '-c', `${script}\n${ask}`], { encoding: 'utf8' });
      expect(done.stderr).toBe('');
      return done.stdout.split('\n').filter((line) => line !== '');
    };
    expect(new Set(complete(['strongroom', '']))).toEqual(new Set(table.map(({ path }) => path.split(' ')[0])));
    expect(complete(['strongroom', 'grant', 'program', ''])).toEqual(['add', 'list', 'remove']);
    expect(complete(['strongroom', 'ls', '--sort', ''])).toEqual(['name', 'updated', 'created']);
    expect(complete(['strongroom', 'read', 'x', '--no'])).toEqual(['--no-newline', '--no-wait']);
  });

  it('makes completions for zsh and fish, and for nothing else', () => {
    expect(completionFor('zsh', table)).toMatch(/^#compdef strongroom/);
    expect(completionFor('fish', table)).toContain("-a 'run' -d 'Runs a command with values in its environment'");
    expect(completionFor('tcsh', table)).toBeNull();
  });

  it('makes a manual page with every command and option, and no line that roff would take for a request of ours', () => {
    const page = manualPage(table, '1.2.3');
    for (const command of table) {
      expect(page).toContain(`.B strongroom ${command.path.replaceAll('-', String.raw`\-`)}`);
      for (const { name } of optionsOf(command)) expect(page).toContain(String.raw`\-\-` + name.replaceAll('-', String.raw`\-`));
    }
    expect(page.split('\n').filter((line) => /^[.']/.test(line) && !/^\.(?:TH|SH|TP|B|I|PP|RS|RE)\b/.test(line))).toEqual([]);
  });
});

describe('failures', () => {
  it('all have words and a number, those of a newer agent too', () => {
    for (const code of errorCodes) {
      expect(explain(code).length, code).toBeGreaterThan(10);
      expect(exitOf(code), code).toBeGreaterThan(0);
    }
    expect(explain('fromTheFuture' as 'internal')).toContain('fromTheFuture');
    expect(exitOf('fromTheFuture' as 'internal')).toBe(1);
  });

  it('have the numbers that the product promises', () => {
    const numbers = {
      notFound: 3,
      vaultLocked: 4,
      notSignedIn: 4,
      denied: 5,
      notRunning: 6,
      ambiguous: 7,
      timedOut: 8,
      dataDamaged: 9,
      usage: 2,
      internal: 1,
    } as const;
    for (const [code, number] of Object.entries(numbers)) expect(exitOf(code as keyof typeof numbers), code).toBe(number);
  });

  it('show no control character of anybody', () => {
    expect(explain('dataDamaged', { what: 'a\u001B[31m\nb' })).not.toMatch(/\p{Cc}/u);
  });
});

describe('a reference of another vault', () => {
  const aliases = { 'op://Work/Exchange/key': 'strongroom://Exchange/key', 'op://Work/Mail': 'strongroom://Mail' };

  it('stands for what was set, for the whole of it or its item', () => {
    expect(resolveReference('op://Work/Exchange/key', { aliases }, 'x')).toBe('strongroom://Exchange/key');
    expect(resolveReference('op://Work/Mail/pass word', { aliases }, 'x')).toBe('strongroom://Mail/pass%20word');
  });

  it('is not found where nothing was set, and the failure names the command', () => {
    expect(() => resolveReference('op://Work/Other/key', { aliases }, 'x')).toThrow(
      /strongroom config alias set 'op:\/\/Work\/Other\/key'/,
    );
    expect(() => resolveReference('op://constructor', { aliases: {} }, 'x')).toThrow(CliFailure);
  });

  it('of ours has to be one', () => {
    expect(() => resolveReference('strongroom://a/b/c', { aliases }, 'A (x.env, line 3)')).toThrow(/^A \(x\.env, line 3\): /);
  });
});
