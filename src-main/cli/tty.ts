import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { CliFailure } from './failure.ts';

/** The person at the terminal, wherever standard input and output lead. */
export interface Person {
  say(text: string): void;
  ask(question: string): Promise<string>;
  /** What is typed isn't shown. */
  askHidden(question: string): Promise<string>;
  /** Whether more came than was asked for, as of several lines that were pasted; it is thrown away. */
  surplus(): Promise<boolean>;
  close(): void;
}

const [enter, newline, interrupt, endOfInput, backspace, erase, eraseLine] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007F', '\u0015'];

/** A paste comes in pieces, one soon after the other. */
const pasteMilliseconds = 50;

/** Null where there is no terminal. */
export function openTerminal(): Person | null {
  let descriptor: number;
  try {
    descriptor = openSync(process.platform === 'win32' ? 'CONIN$' : '/dev/tty', 'r+');
  } catch {
    return null;
  }
  const input = new ReadStream(descriptor);
  // SECURITY: raw before anything is asked and until the end, so that the terminal itself echoes nothing, neither what is typed ahead.
  input.setRawMode(true);
  const output = process.platform === 'win32' ? openSync('CONOUT$', 'r+') : descriptor;
  const say = (text: string): void => void writeSync(output, text);
  /** What was typed ahead of the next question. */
  const typed: string[] = [];
  async function line(question: string, shown: boolean): Promise<string> {
    say(question);
    try {
      return await readLine(input, typed, shown ? say : () => undefined);
    } finally {
      say('\n');
    }
  }
  return {
    say,
    ask: (question) => line(question, true),
    askHidden: (question) => line(question, false),
    surplus: () => drained(input, typed),
    close() {
      input.setRawMode(false);
      input.destroy();
      if (output !== descriptor) closeSync(output);
    },
  };
}

/** Takes what waits until nothing more comes, and says whether that was anything. Left there, a shell would run it as commands. */
async function drained(input: ReadStream, typed: string[]): Promise<boolean> {
  let came = typed.splice(0).length > 0;
  for (let quiet = false; !quiet;) {
    quiet = await new Promise((resolve) => {
      const timer = setTimeout(() => settle(true), pasteMilliseconds);
      const receive = (): void => settle(false);
      const settle = (value: boolean): void => {
        clearTimeout(timer);
        input.off('data', receive).pause();
        resolve(value);
      };
      input.on('data', receive).resume();
    });
    came ||= !quiet;
  }
  return came;
}

/** Throws interrupted at Ctrl+C, and where the terminal is gone. */
function readLine(input: ReadStream, typed: string[], echo: (text: string) => void): Promise<string> {
  const characters: string[] = [];
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      input.off('data', receive).off('end', end).off('error', end);
      input.pause();
    };
    const end = (): void => {
      stop();
      reject(new CliFailure('interrupted'));
    };
    const receive = (chunk: Buffer | string): void => {
      typed.push(...String(chunk));
      work();
    };
    const work = (): void => {
      for (let character = typed.shift(); character !== undefined; character = typed.shift()) {
        if (character === interrupt || (character === endOfInput && characters.length === 0)) return end();
        if (character === enter || character === newline || character === endOfInput) {
          stop();
          return resolve(characters.join(''));
        }
        if (character === backspace || character === erase) {
          if (characters.pop() !== undefined) echo('\b \b');
        } else if (character === eraseLine) {
          echo('\b \b'.repeat(characters.length));
          characters.length = 0;
        } else if (character >= ' ') {
          characters.push(character);
          echo(character);
        }
      }
    };
    input.setEncoding('utf8');
    input.on('data', receive).on('end', end).on('error', end);
    input.resume();
    work();
  });
}

/** Throws usage with what to do instead. */
export function requireTerminal(instead: string): Person {
  const person = openTerminal();
  if (person === null) throw new CliFailure('usage', `There is no terminal to ask at: ${instead}.`);
  return person;
}

/** Anything but yes is no. Throws usage where nobody can be asked. */
export async function confirmed(question: string, instead: string): Promise<boolean> {
  const person = requireTerminal(instead);
  try {
    return /^(?:y|yes)$/i.test((await person.ask(`${question} [y/N] `)).trim());
  } finally {
    person.close();
  }
}
