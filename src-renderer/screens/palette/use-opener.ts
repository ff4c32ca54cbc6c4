import { useEffect, useState } from 'react';

/** Gives the focus back to where it was when this has gone, unless somebody has taken it meanwhile. */
export function useOpener(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}
