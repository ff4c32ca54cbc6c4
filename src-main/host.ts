import type { EventName, EventPayload } from '../src-shared/contract/events.ts';
import type { AgentPlaces } from './agent/places.ts';
import type { TrayChoice, TrayModel } from './desktop/tray-model.ts';
import type { Keychain } from './keychain/keychain.ts';
import type { KeeperChannel } from './keeper/keeper-protocol.ts';
import type { ParserChannel } from './people-import/parser-protocol.ts';
import type { KdfParameters } from './crypto/formats.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `task` once after so many milliseconds; the answer calls it off. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The clipboard of the desktop. Both throw AppError clipboardUnavailable. */
export interface Clipboard {
  /** Marks the text as concealed where the platform knows such a mark, so that histories leave it out. */
  write(text: string): Promise<void>;
  read(): Promise<string>;
}

/** The desktop around the window. What a platform doesn't have, its host leaves out: nothing here fails. */
export interface DesktopSurface {
  /** A notification of the system; a click on it raises the window. Plain text, one line each. */
  notify(title: string, body: string): void;
  /** That there is something new, and no more, in this language; null: the system's. */
  notifyDiscreetly(language: 'en' | 'de' | null): void;
  /** Takes back the notifications that still show. */
  withdrawNotices(): void;
  /** Asks where a file of this name is to go; null: the person called it off. Null where the platform has no such dialog. */
  readonly saveDialog: ((suggested: string) => Promise<string | null>) | null;
  /** Whether other programs see nothing of the window. */
  setCaptureProtection(on: boolean): void;
  /** `choose` is called with what is chosen from this model on, until the next one. */
  showTray(model: TrayModel, choose: (choice: TrayChoice) => void): void;
}

/** What the app needs from where it runs; the Electron, Chromium and headless hosts each bring one. */
export interface Host {
  readonly version: string;
  readonly dataDirectory: string;
  /** Where files go that a person asks for; made when the first one is written. */
  readonly exportsDirectory: string;
  readonly demo: boolean;
  readonly suggestedEmail: string | null;
  /** How long an access token of the HTTP API counts. */
  readonly accessTokenMinutes: number;
  /** Set where STRONGROOM_KEYCHAIN=file was asked for. */
  readonly forceFileKeychain: boolean;
  readonly osKeychain: Keychain;
  readonly clipboard: Clipboard;
  readonly desktop: DesktopSurface;
  readonly clock: Clock;
  readonly kdf: KdfParameters;
  readonly log: Log;
  /** Where programs reach the app; null where they don't. */
  readonly agent: AgentHost | null;
  forkKeeper(): KeeperChannel;
  /** A process that reads one foreign file. */
  forkParser(): ParserChannel;
}

export interface AgentHost extends AgentPlaces {
  readonly apiPort: number;
  /** Where the app is installed. */
  readonly folder: string;
}

/** Events and ids only: the type takes no objects, so none can be logged. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;

/** One window, terminal or program that is connected; the router knows callers by this object alone. */
export interface Sender {
  readonly kind: 'desktop' | 'cli' | 'program';
  readonly client: string;
  /** The session of processes that it is in, where the kernel tells: the same for everything that runs in one terminal. */
  readonly terminal?: string;
  push<E extends EventName>(event: E, payload: EventPayload<E>): void;
  /** Throws the page away with all it holds and loads it anew; called whenever a person's vault closes. */
  reset(): void;
}
