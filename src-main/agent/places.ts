import { posix, win32 } from 'node:path';

/** Where programs reach the app of one data directory. */
export interface AgentPlaces {
  /** The path of a socket, or the name of a pipe on Windows. */
  readonly socket: string;
  /** Holds the token of the present start; readable by this person alone. */
  readonly tokenFile: string;
}

/** The system takes 107 bytes, on macOS 103. */
const socketMaxBytes = 100;

/**
 * Where the agent of this data directory listens; the app and the CLI work it out alike. For the person's own data directory
 * `$XDG_RUNTIME_DIR/strongroom`; for another one (STRONGROOM_HOME is set), or without a runtime directory, `run` inside it.
 * Where that path is too long for a socket: a name made from the data directory's digest in the runtime directory, else in
 * `/tmp/strongroom-<uid>`. `uid` is null on Windows.
 * SECURITY: whoever listens or connects has to check first that the directory is their own (private-directory.ts).
 */
export function agentPlaces(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  dataDirectory: string,
  uid: number | null = process.getuid?.() ?? null,
): AgentPlaces {
  const path = platform === 'win32' ? win32 : posix;
  const directory = path.resolve(dataDirectory);
  const digest = (): string => digestOf(directory);
  const run = path.join(directory, 'run');
  if (platform === 'win32') return { socket: `\\\\.\\pipe\\strongroom-agent-${digest()}`, tokenFile: path.join(run, 'agent.token') };

  const named = (folder: string, name: string): AgentPlaces => ({
    socket: path.join(folder, `${name}.sock`),
    tokenFile: path.join(folder, `${name}.token`),
  });
  const chosen = env['XDG_RUNTIME_DIR'] ?? '';
  // A relative one counts as none, as the XDG specification has it.
  const runtime = path.isAbsolute(chosen) ? path.join(chosen, 'strongroom') : null;
  const candidates = [
    () => (runtime === null || env['STRONGROOM_HOME'] ? named(run, 'agent') : named(runtime, 'agent')),
    () => (runtime === null ? null : named(runtime, `agent-${digest()}`)),
  ];
  for (const candidate of candidates) {
    const places = candidate();
    if (places !== null && Buffer.byteLength(places.socket) <= socketMaxBytes) return places;
  }
  return named(`/tmp/strongroom-${uid ?? 0}`, `agent-${digest()}`);
}

/** Loaded only where it is needed: it would be a good part of the time that `strongroom read` takes. */
const digestOf = (text: string): string =>
  // oxlint-disable-next-line strongroom/crypto-allow-list -- sha256 is on the list
  process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 16);
