import type { ReactNode } from 'react';
import classes from './chip.module.css';

interface ChipProps {
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A choice of what a list shows; pressed as long as that is what it shows. */
export const Chip = ({ pressed, onPress, children }: ChipProps) => (
  <button type="button" className={classes['chip']} aria-pressed={pressed} onClick={onPress}>
    {children}
  </button>
);
