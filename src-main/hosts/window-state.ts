import { renameSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const smallestWindow = { width: 900, height: 600 } as const;
const firstWindow = { width: 1280, height: 800 } as const;
/** So much of a window has to be on a screen, or nobody could take hold of it. */
const reachable = 100;

const coordinate = z.number().int().min(-100_000).max(100_000);
const extent = z.number().int().min(1).max(100_000);
const stateSchema = z.strictObject({
  x: coordinate.nullable(),
  y: coordinate.nullable(),
  width: extent,
  height: extent,
  maximised: z.boolean(),
});

/** Where the window stands, in the system's own pixels; a place of null is the system's to choose. */
export type WindowState = z.infer<typeof stateSchema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowStateFile {
  /** As it was left, on the screens that there are now. */
  read(screens: readonly Area[]): WindowState;
  /** Nothing is written where nothing has changed; a disk that refuses costs no more than the memory of it. */
  write(state: WindowState): void;
}

export function createWindowStateFile(dataDirectory: string): WindowStateFile {
  const file = join(dataDirectory, 'window.json');
  let last = '';
  return {
    read: (screens) => onScreens(stored(file), screens),
    write(state) {
      const text = JSON.stringify(state);
      if (text === last || !stateSchema.safeParse(state).success) return;
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        // A rename is whole or not at all: a crash leaves the former state.
        writeFileSync(temporary, text, { mode: 0o600 });
        renameSync(temporary, file);
        last = text;
      } catch {
        rmSync(temporary, { force: true });
      }
    },
  };
}

function stored(file: string): WindowState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing, damaged or of another make: it isn't worth a word.
    return { x: null, y: null, ...firstWindow, maximised: false };
  }
}

/** The same window, no smaller than it works and no larger than its screen, with enough of it on one; without known screens as it is. */
export function onScreens(state: WindowState, screens: readonly Area[]): WindowState {
  const { x, y } = state;
  const wanted = {
    width: Math.max(state.width, smallestWindow.width),
    height: Math.max(state.height, smallestWindow.height),
  };
  const holds = (screen: Area): boolean => x !== null && y !== null && overlap({ x, y, ...wanted }, screen);
  const screen = screens.find(holds);
  const bounds = screen ?? screens[0];
  if (bounds === undefined) return { ...state, ...wanted };
  const width = Math.max(Math.min(wanted.width, bounds.width), smallestWindow.width);
  const height = Math.max(Math.min(wanted.height, bounds.height), smallestWindow.height);
  // The screen that it stood on has gone.
  if (screen === undefined || x === null || y === null) return { ...state, x: null, y: null, width, height };
  return { ...state, x: within(x, width, screen.x, screen.width), y: within(y, height, screen.y, screen.height), width, height };
}

function overlap(window: Area, screen: Area): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const down = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  // The title bar is what a window is held by: its upper edge has to be there.
  return across >= reachable && down >= reachable && window.y >= screen.y - 1;
}

/** Moves a window back that hangs out on one side; one larger than the screen begins where that begins. */
const within = (at: number, length: number, from: number, room: number): number => Math.max(from, Math.min(at, from + room - length));
