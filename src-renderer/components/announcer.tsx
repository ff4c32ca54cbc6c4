import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { create } from 'zustand';

/** What screen readers are told next; never a value. */
const useTold = create<{ readonly text: string; readonly turn: number }>(() => ({ text: '', turn: 0 }));

/** Tells screen readers what the screen shows by itself: something was saved, the vault has locked. */
export const announce = (text: string): void => useTold.setState(({ turn }) => ({ text, turn: turn + 1 }));

/** Tells a text once the screen that knows it is there: a page that has just begun has no live region yet. */
export function useAnnounced(text: string | null): void {
  useEffect(() => {
    if (text !== null) announce(text);
  }, [text]);
}

/** The one live region that is there from the beginning. A text that is told twice is told anew. */
export function Announcer() {
  const { text, turn } = useTold();
  return (
    <VisuallyHidden role="status" data-testid="announcer">
      <span key={turn}>{text}</span>
    </VisuallyHidden>
  );
}
