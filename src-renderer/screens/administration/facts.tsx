import type { ReactNode } from 'react';
import classes from './administration.module.css';

interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly factClass?: string | undefined;
}

/** Names and what they come to. */
export function Facts({ facts, factClass = classes['fact'] }: FactsProps) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={factClass}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
