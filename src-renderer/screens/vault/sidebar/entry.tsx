import type { ReactNode } from 'react';
import classes from '../sidebar.module.css';

export const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

interface EntryProps {
  readonly here: boolean;
  readonly icon: ReactNode;
  readonly label: string;
  /** Where the label is too short to stand alone. */
  readonly name?: string;
  readonly count: number | undefined;
  readonly urgent?: boolean;
  readonly onClick: () => void;
  /** What else can be done with it, beside its button. */
  readonly children?: ReactNode;
}

/** One line of the sidebar, and how many items it leads to. */
export function Entry({ here, icon: picture, label, name = label, count = 0, urgent = false, onClick, children }: EntryProps) {
  return (
    <li className={classes['line']}>
      <button
        type="button"
        className={classes['entry']}
        title={name}
        aria-label={name === label ? undefined : name}
        aria-current={here ? 'page' : undefined}
        onClick={onClick}
      >
        {picture}
        <span className={classes['label']}>{label}</span>
        {count > 0 && (
          <span className={classes['count']} data-urgent={urgent || undefined}>
            {count}
          </span>
        )}
      </button>
      {children}
    </li>
  );
}
