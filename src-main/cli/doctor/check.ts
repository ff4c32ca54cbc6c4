/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  readonly result: 'ok' | 'warn' | 'fail';
  readonly says: string;
  /** What to do; of everything that isn't ok. */
  readonly mend?: string;
}

export const ok = (what: string, says: string): Check => ({ what, result: 'ok', says });
export const warn = (what: string, says: string, mend: string): Check => ({ what, result: 'warn', says, mend });
export const fail = (what: string, says: string, mend: string): Check => ({ what, result: 'fail', says, mend });
