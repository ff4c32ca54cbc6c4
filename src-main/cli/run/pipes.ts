import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** One end for the child to write into, the other for us. */
export interface OutputPipe {
  readonly reader: Readable;
  readonly writer: number;
}

/**
 * A real pipe. What Node makes for a child is a socket pair, which a script can't open as /dev/stdout, and behind which a reader that
 * goes away ends nobody by SIGPIPE. Null where there is no mkfifo(1). SECURITY: `directory` is this person's alone, and the name is
 * gone again before the child is there.
 */
export function openPipe(directory: string, name: string): OutputPipe | null {
  const path = join(directory, `${name}-${process.pid}`);
  rmSync(path, { force: true });
  if (process.platform === 'win32' || spawnSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' }).status !== 0) return null;
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(path, 'w');
    return { reader: new Socket({ fd: descriptor, readable: true, writable: false }), writer };
  } finally {
    rmSync(path, { force: true });
  }
}

/** After the child has it: else the end would never come. */
export const handOver = (pipe: OutputPipe | null): void => {
  if (pipe !== null) closeSync(pipe.writer);
};
