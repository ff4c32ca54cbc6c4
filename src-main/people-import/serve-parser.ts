import { AppError } from '../../src-shared/errors.ts';
import { parseFile } from './parse-file.ts';
import type { ParseRequest, ParseResponse } from './parser-protocol.ts';

/** The child's end of the pipe. */
export interface ParserPort {
  onMessage(listener: (message: ParseRequest) => void): void;
  post(message: ParseResponse): void;
}

/** Answers each request with what the file holds, or with why it can't be read. */
export function serveParser(port: ParserPort): void {
  port.onMessage((request) => port.post(answer(request)));
}

function answer(request: ParseRequest): ParseResponse {
  try {
    return { ok: true, value: parseFile(request) };
  } catch (error) {
    // SECURITY: a foreign error's message may quote the file, hashes and all; only our own codes leave this process.
    return { ok: false, error: error instanceof AppError ? error.toFailure() : { code: 'internal' } };
  }
}
