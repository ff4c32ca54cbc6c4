import { useEffect, useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import type { TotpCode } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';

export interface CodeState {
  readonly code: TotpCode | null;
  readonly failure: Failure | null;
}

/** Waits a little longer, so that main's clock has passed it too. */
const marginMilliseconds = 40;
const mostMilliseconds = 60_000;

/** The present one-time code of a field, and each that follows; it lives in this component's state alone. */
export function useTotp(id: string, fieldId: string, revision: number): CodeState {
  const [state, setState] = useState<CodeState>({ code: null, failure: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const load = (): void => {
      call('items.totp', { id, fieldId }).then(
        (code) => {
          if (!current) return;
          setState({ code, failure: null });
          // A clock that was set forward is noticed within a minute.
          timer = setTimeout(load, Math.min(Math.max(code.validUntil - Date.now(), 0) + marginMilliseconds, mostMilliseconds));
        },
        (error: unknown) => current && setState({ code: null, failure: failureOf(error) }),
      );
    };
    load();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, fieldId, revision]);
  return state;
}

/** In two halves, as it is read out. */
export const groupedCode = (code: string): string => {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
};
