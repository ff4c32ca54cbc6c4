import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from '../sidebar.module.css';

const key = 'strongroom.sidebar.closed';

/** Which sections are closed: a matter of this window, and no secret. */
function closedSections(): readonly string[] {
  try {
    return (localStorage.getItem(key) ?? '').split(' ');
  } catch {
    return [];
  }
}

function keepClosed(names: readonly string[]): void {
  try {
    localStorage.setItem(key, names.join(' '));
  } catch {
    // It is open again next time.
  }
}

interface SidebarSectionProps {
  /** The same in every language. */
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of the sidebar that a person can close. */
export function SidebarSection({ name, title, children }: SidebarSectionProps) {
  const [open, setOpen] = useState(() => !closedSections().includes(name));
  const id = useId();
  const toggle = (): void => {
    const others = closedSections().filter((closed) => closed !== name && closed !== '');
    keepClosed(open ? [...others, name] : others);
    setOpen(!open);
  };
  return (
    <section aria-label={title}>
      <h2 className={classes['title']}>
        <button type="button" className={classes['fold']} aria-expanded={open} aria-controls={id} onClick={toggle}>
          {title}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </h2>
      <ul id={id} className={classes['group']} hidden={!open}>
        {children}
      </ul>
    </section>
  );
}
