import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import type { EventName } from '../../../src-shared/contract/events.ts';
import { failureOf, onEvent } from '../../api.ts';

const gatherMilliseconds = 150;

/** Grows after people, requests, sessions or policy have changed, whoever did it. */
export const usePeopleVersion = (): number => useVersionOf('people.changed');

/** Grows after each such word of main; a burst of them counts once. */
export function useVersionOf(event: EventName): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent(event, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion((before) => before + 1);
      }, gatherMilliseconds);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [event]);
  return version;
}

interface Asked<T> {
  /** Null until something has arrived; an older answer stays while a newer one is on its way. */
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly waiting: boolean;
}

export interface Answer<T> extends Asked<T> {
  retry(): void;
}

/** What main answers; asked again when `question` or `version` changes. Answers to an older question are dropped. */
export function useAnswer<T>(ask: () => Promise<T>, question: string, version: number): Answer<T> {
  const [asked, setAsked] = useState<Asked<T>>({ value: null, failure: null, waiting: true });
  const [tries, setTries] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    let current = true;
    setAsked((before) => ({ ...before, waiting: true }));
    latest.current().then(
      (value) => current && setAsked({ value, failure: null, waiting: false }),
      (error: unknown) => current && setAsked((before) => ({ ...before, failure: failureOf(error), waiting: false })),
    );
    return () => {
      current = false;
    };
  }, [question, version, tries]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  return { ...asked, retry };
}
