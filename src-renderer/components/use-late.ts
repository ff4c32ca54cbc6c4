import { useEffect, useState } from 'react';

const patienceMilliseconds = 150;

/** True once something has taken long enough to be worth a placeholder: quick answers don't flash. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLate(true), patienceMilliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  return waiting && late;
}
