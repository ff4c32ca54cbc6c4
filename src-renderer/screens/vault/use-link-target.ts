import { useEffect, useEffectEvent } from 'react';
import { type LinkTarget, useLinkStore } from '../../stores/link-store.ts';

/** Calls `show` once with what a link leads to. */
export function useLinkTarget(show: (target: LinkTarget) => void): void {
  const target = useLinkStore((state) => state.target);
  const lead = useEffectEvent((to: LinkTarget) => {
    show(to);
    useLinkStore.getState().arrived();
  });
  useEffect(() => {
    if (target !== null) lead(target);
  }, [target]);
}
