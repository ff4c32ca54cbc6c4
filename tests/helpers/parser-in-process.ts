import type { ParserChannel, ParseRequest } from '../../src-main/people-import/parser-protocol.ts';
import { serveParser } from '../../src-main/people-import/serve-parser.ts';

/** A reader of foreign files without a process: the same answers, copied as the pipe would copy them. */
export function inProcessParser(): ParserChannel {
  const toMain: ((message: unknown) => void)[] = [];
  const toChild: ((message: ParseRequest) => void)[] = [];
  serveParser({
    onMessage: (listener) => void toChild.push(listener),
    post: (message) => toMain.forEach((listener) => listener(structuredClone(message))),
  });
  return {
    post: (message) => toChild.forEach((listener) => listener(structuredClone(message))),
    onMessage: (listener) => void toMain.push(listener),
    onExit: () => undefined,
    kill: () => undefined,
  };
}
