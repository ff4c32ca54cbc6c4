import { useEffect, useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import type { VersionView } from '../../../src-shared/history.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import type { ItemActions } from './use-item-actions.tsx';

interface History {
  /** Null until they are there. */
  readonly versions: readonly VersionView[] | null;
  readonly failure: Failure | null;
  reveal(version: number, fieldId: string): Promise<string | null>;
  copy(version: number, fieldId: string): Promise<boolean>;
  /** Whether it was done. */
  restore(version: number): Promise<boolean>;
  clear(): Promise<boolean>;
}

/** The earlier versions of an item while their dialog is open; values are asked for one at a time. */
export function useHistory({ id, revision }: Pick<ItemDetail, 'id' | 'revision'>, actions: ItemActions, opened: boolean): History {
  const [versions, setVersions] = useState<readonly VersionView[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (!opened) return undefined;
    let current = true;
    call('history.list', { id }).then(
      (found) => current && setVersions(found),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
      setVersions(null);
      setFailure(null);
    };
  }, [id, revision, opened]);

  const orTell = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      setFailure(failureOf(error));
      return null;
    }
  };
  return {
    ...{ versions, failure },
    reveal: async (version, fieldId) => (await orTell(call('history.reveal', { id, version, fieldId })))?.value ?? null,
    copy: async (version, fieldId) => (await orTell(call('history.copy', { id, version, fieldId }))) !== null,
    async restore(version) {
      const restored = await orTell(call('history.restore', { id, revision, version }));
      if (restored === null) return false;
      actions.broughtBack(restored, revision);
      return true;
    },
    clear: async () => (await orTell(call('history.clear', { id }))) !== null,
  };
}
