import { type PointerEvent, useRef } from 'react';
import type { ItemSummary } from '../../../../src-shared/items.ts';

const holdMilliseconds = 500;

/** A finger that rests on a row chooses it; the click that comes when it is lifted does nothing more. */
export function useLongPress(onHeld: (item: ItemSummary) => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const held = useRef(false);
  const callOff = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  return {
    on: (item: ItemSummary | undefined) => ({
      onPointerDown(event: PointerEvent): void {
        held.current = false;
        callOff();
        if (item === undefined || event.pointerType !== 'touch') return;
        timer.current = setTimeout(() => {
          held.current = true;
          onHeld(item);
        }, holdMilliseconds);
      },
      onPointerUp: callOff,
      onPointerCancel: callOff,
      onPointerMove(event: PointerEvent): void {
        if (Math.abs(event.movementX) + Math.abs(event.movementY) > 3) callOff();
      },
    }),
    /** Whether the press that ends was a long one. */
    ended: (): boolean => held.current,
  };
}
