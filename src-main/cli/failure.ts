import type { ErrorCode, ErrorDetail } from '../../src-shared/errors.ts';

/** What goes wrong here, beside what the agent refuses. */
export type FailureCode =
  | ErrorCode
  /** Typed wrongly. */
  | 'usage'
  /** Nobody listens at the agent's place. */
  | 'notRunning'
  /** The person stopped it at a prompt. */
  | 'interrupted'
  /** A file or terminal that can't be read or written. */
  | 'file';

/** The one exception of the command line. `message` is empty where the code says it all: explain.ts has words for each. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly code: FailureCode;
  readonly detail: ErrorDetail | undefined;

  constructor(code: FailureCode, message = '', detail?: ErrorDetail) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

export const usageError = (message: string): CliFailure => new CliFailure('usage', message);
