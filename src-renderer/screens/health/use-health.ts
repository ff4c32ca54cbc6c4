import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf, onEvent } from '../../api.ts';

export type Report = Output<'health.report'>;

export interface Assessing {
  readonly done: number;
  readonly total: number;
}

/** The report, kept in step with the vault; values that nobody has looked at are looked at meanwhile, until somebody says stop. */
export function useHealth() {
  const [report, setReport] = useState<Report | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [assessing, setAssessing] = useState<Assessing | null>(null);
  const [version, setVersion] = useState(0);
  const run = useRef({ running: false, stopped: false, gone: false });

  const load = useCallback(async (): Promise<Report | null> => {
    try {
      const answer = await call('health.report');
      if (run.current.gone) return null;
      setReport(answer);
      setFailure(null);
      setVersion((before) => before + 1);
      return answer;
    } catch (error) {
      if (!run.current.gone) setFailure(failureOf(error));
      return null;
    }
  }, []);

  const assess = useCallback(
    async (total: number): Promise<void> => {
      const mine = run.current;
      if (mine.running || total === 0) return;
      mine.running = true;
      mine.stopped = false;
      setAssessing({ done: 0, total });
      try {
        let left = total;
        while (left > 0 && !mine.stopped && !mine.gone) {
          const before = left;
          ({ left } = await call('health.assess'));
          if (mine.gone) return;
          setAssessing({ done: Math.max(0, total - left), total });
          // What can't be looked at is no reason to go round for ever.
          if (left >= before) break;
        }
        await load();
      } catch (error) {
        if (!mine.gone) setFailure(failureOf(error));
      }
      mine.running = false;
      if (!mine.gone) setAssessing(null);
    },
    [load],
  );

  const begin = useEffectEvent(async () => {
    const answer = await load();
    if (answer !== null && !run.current.stopped) await assess(answer.unassessed);
  });
  useEffect(() => {
    const mine = run.current;
    mine.gone = false;
    void begin();
    const stop = onEvent('vault.changed', () => {
      if (!mine.running) void begin();
    });
    return () => {
      mine.gone = true;
      mine.running = false;
      stop();
    };
  }, []);

  return {
    report,
    failure,
    assessing,
    /** Grows with every report. */
    version,
    load,
    stop(): void {
      run.current.stopped = true;
    },
    goOn: (): Promise<void> => assess(report?.unassessed ?? 0),
  };
}
