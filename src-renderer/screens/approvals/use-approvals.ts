import { useCallback, useEffect, useRef, useState } from 'react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { call, onEvent } from '../../api.ts';

interface Approvals {
  /** The question that waits longest; null where none does. */
  readonly first: Approval | null;
  /** How many more wait behind it. */
  readonly more: number;
  /** Takes a question away that is answered. */
  drop(id: string): void;
}

/** The questions of programs that wait for the person at this window, as long as they wait. */
export function useApprovals(): Approvals {
  const [waiting, setWaiting] = useState<readonly Approval[]>([]);
  /** A list that was on its way meanwhile brings none of these back. */
  const answered = useRef(new Set<string>());

  useEffect(() => {
    let latest = 0;
    const load = async (): Promise<void> => {
      latest += 1;
      const mine = latest;
      // Whoever can't be asked keeps the questions that show; they end by themselves.
      const listed = await call('approvals.list').catch(() => null);
      if (listed === null || mine !== latest) return;
      setWaiting(stillWaiting(listed.filter(({ id }) => !answered.current.has(id))).toSorted((a, b) => a.askedAt - b.askedAt));
    };
    void load();
    const stop = onEvent('approvals.changed', () => void load());
    return () => {
      latest += 1;
      stop();
    };
  }, []);

  useEffect(() => {
    if (waiting.length === 0) return undefined;
    const next = Math.min(...waiting.map(({ expiresAt }) => expiresAt));
    const timer = setTimeout(() => setWaiting(stillWaiting), Math.max(0, next - Date.now()));
    return () => clearTimeout(timer);
  }, [waiting]);

  const drop = useCallback((id: string): void => {
    answered.current.add(id);
    setWaiting((before) => before.filter((approval) => approval.id !== id));
  }, []);
  return { first: waiting[0] ?? null, more: Math.max(0, waiting.length - 1), drop };
}

/** A new list each time, so that the next end is waited for even where a timer came a little early. */
const stillWaiting = (approvals: readonly Approval[]): readonly Approval[] => approvals.filter(({ expiresAt }) => expiresAt > Date.now());
