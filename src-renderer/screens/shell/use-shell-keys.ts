import { useEffect } from 'react';
import { call } from '../../api.ts';
import { type CommandId, commandIds, commandOf } from '../../commands/commands.ts';
import { useAskedCommands, useCommandKeys } from '../../commands/use-command-keys.ts';
import { usePersonKeys } from '../../commands/use-person-keys.ts';

const activityEveryMilliseconds = 15_000;

/** Which commands the shell's keys run: all of them, those that the vault doesn't run itself, and those that lead out. */
export const shellCommands: Readonly<Record<'everywhere' | 'besideVault' | 'leaving', ReadonlySet<CommandId>>> = {
  everywhere: new Set(commandIds),
  besideVault: new Set(commandIds.filter((id) => !['vault', 'item'].includes(commandOf(id).group))),
  leaving: new Set(['handOver', 'lock', 'lockEveryone', 'signOut']),
};

interface ShellKeys {
  /** Whose vault is open. */
  readonly ownId: string;
  readonly which: keyof typeof shellCommands;
}

/** The keys that work on every page, and word to main that the person is here. */
export function useShellKeys({ ownId, which }: ShellKeys): void {
  useCommandKeys(shellCommands[which]);
  useAskedCommands(which === 'leaving' ? shellCommands.leaving : shellCommands.everywhere);
  usePersonKeys((at) => void jump(at, ownId));

  useEffect(() => {
    let last = 0;
    const onActivity = (): void => {
      if (Date.now() - last < activityEveryMilliseconds) return;
      last = Date.now();
      void call('session.activity').catch(() => undefined);
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, onActivity, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onActivity);
    };
  }, []);
}

/** One's own number leads to where one is already: nothing is locked for it. */
async function jump(at: number, ownId: string): Promise<void> {
  const tile = (await call('accounts.tiles', { search: '' })).tiles[at];
  if (tile !== undefined && tile.id !== ownId) await call('session.leave', { next: tile.id });
}
