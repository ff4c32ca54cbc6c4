import { useEffect, useState } from 'react';

const tickMilliseconds = 30_000;

/** The present time (epoch milliseconds), often enough for "a minute ago". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return now;
}
