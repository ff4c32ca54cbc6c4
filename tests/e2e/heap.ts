import type { Shell } from '../../src-main/hosts/chromium/shell.ts';

/**
 * Whether a text lies in the script heap of the shell's page, after a garbage collection.
 * A snapshot holds at most 1,024 characters of each string: look for something short, near the beginning of what it is in.
 */
export async function heapContains({ pipe, session }: Pick<Shell, 'pipe' | 'session'>, text: string): Promise<boolean> {
  const needle = JSON.stringify(text).slice(1, -1);
  let rest = '';
  let found = false;
  const untap = pipe.tap(({ method, params, sessionId }) => {
    if (sessionId !== session || method !== 'HeapProfiler.addHeapSnapshotChunk') return false;
    const seen = rest + String(params?.['chunk']);
    found ||= seen.includes(needle);
    rest = seen.slice(-needle.length);
    return true;
  });
  try {
    await pipe.send('HeapProfiler.enable', {}, session);
    await pipe.send('HeapProfiler.collectGarbage', {}, session);
    await pipe.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, session);
    await pipe.send('HeapProfiler.disable', {}, session);
  } finally {
    untap();
  }
  return found;
}
