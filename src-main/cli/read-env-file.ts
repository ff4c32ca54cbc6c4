import { readFileSync } from 'node:fs';
import { type EnvEntry, EnvFileError, parseEnvFile } from '../../src-shared/env-file.ts';
import { CliFailure, usageError } from './failure.ts';

/** Throws file, and usage with the line that is wrong. */
export function readEnvFile(file: string): EnvEntry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `${file} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
  try {
    return parseEnvFile(text);
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    throw usageError(`${file}, line ${error.line}: ${error.message}.`);
  }
}
