import { useState } from 'react';
import type { Approval, Decision } from '../../../src-shared/agent/programs.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call, failureOf } from '../../api.ts';
import { useTell } from '../../components/use-tell.ts';

export interface Answering {
  readonly busy: boolean;
  readonly failure: Failure | null;
  answer(decision: Decision): void;
  /** Wants no more questions of programs that aren't connected, for a while; this one is refused too. */
  refuseStrangers(): void;
}

/** Sends the answer to one question; `onDone` is told once nobody waits for it any more. */
export function useAnswering(question: Approval | null, onDone: (id: string) => void): Answering {
  const { t } = useTranslation();
  const { tell } = useTell();
  /** Which question an answer is on its way for, and which one it failed for. */
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ readonly id: string; readonly failure: Failure } | null>(null);
  const id = question?.id ?? null;

  const send = async (id: string, sending: () => Promise<unknown>): Promise<void> => {
    setBusy(id);
    setFailed(null);
    try {
      await sending();
      onDone(id);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'notFound') {
        tell(t('approvals.gone'), 'info');
        onDone(id);
      } else setFailed({ id, failure });
    }
    setBusy(null);
  };
  return {
    busy: busy !== null,
    failure: failed?.id === id ? (failed?.failure ?? null) : null,
    answer(decision) {
      if (id !== null && busy === null) void send(id, () => call('approvals.answer', { id, decision }));
    },
    refuseStrangers() {
      if (id !== null && busy === null) void send(id, () => call('approvals.refuseStrangers'));
    },
  };
}
