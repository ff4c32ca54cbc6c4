import { AppError } from '../../src-shared/errors.ts';
import type { Clock } from '../host.ts';
import { type ParsedFile, type ParserChannel, type ParseRequest, parseResponseSchema } from './parser-protocol.ts';
import { refusal } from './refusal.ts';

interface ApartParts {
  readonly forkParser: () => ParserChannel;
  readonly clock: Clock;
}

const longestMilliseconds = 20_000;

/**
 * Has a process of its own read a foreign file: it gets the bytes over its pipe, twenty seconds and a bounded memory.
 * Throws as parseFile, and fileRefused with the reasons tookTooLong and stopped.
 */
export async function parseApart({ forkParser, clock }: ApartParts, request: ParseRequest): Promise<ParsedFile> {
  const channel = forkParser();
  const answered = Promise.withResolvers<unknown>();
  const callOff = clock.after(longestMilliseconds, () => answered.reject(refusal('tookTooLong')));
  channel.onMessage(answered.resolve);
  channel.onExit(() => answered.reject(refusal('stopped')));
  try {
    channel.post(request);
    return checked(await answered.promise);
  } finally {
    callOff();
    channel.kill();
  }
}

/** SECURITY: whoever took that process over by its file shall get no further than a list of names. */
function checked(answer: unknown): ParsedFile {
  const read = parseResponseSchema.safeParse(answer);
  if (!read.success) throw refusal('stopped');
  if (!read.data.ok) throw new AppError(read.data.error.code, read.data.error.detail);
  return read.data.value;
}
