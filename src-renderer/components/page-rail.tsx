import { Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import classes from './page-rail.module.css';

interface PageRailProps<Page extends string> {
  readonly title: string;
  /** `mark` stands behind the name; one that is `apart` begins another group. */
  readonly pages: readonly {
    readonly name: Page;
    readonly label: string;
    readonly icon: TablerIcon;
    readonly mark?: ReactNode;
    readonly apart?: boolean;
  }[];
  readonly page: Page;
  readonly onPage: (page: Page) => void;
  readonly children: ReactNode;
}

/** A screen of several pages: their names at its left, the chosen one beside them. */
export function PageRail<Page extends string>({ title, pages, page, onPage, children }: PageRailProps<Page>) {
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    // What led here, from a page that is gone: the keys go on from the name of this one.
    if (document.activeElement === document.body) rail.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [page]);
  return (
    <div className={classes['screen']}>
      <nav ref={rail} className={classes['rail']} aria-label={title}>
        <Title order={1} className={classes['title'] ?? ''}>
          {title}
        </Title>
        <ul className={classes['pages']} onKeyDown={stepThroughEntries}>
          {pages.map(({ name, label, icon: Icon, mark, apart = false }) => (
            <li key={name} className={apart ? (classes['apart'] ?? '') : ''}>
              <button
                type="button"
                className={classes['entry']}
                aria-current={page === name ? 'page' : undefined}
                onClick={() => onPage(name)}
              >
                <Icon size={18} stroke={1.6} aria-hidden="true" />
                <span>{label}</span>
                {mark}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}

/** Up and down go from page to page, as in the list of the vault. */
function stepThroughEntries(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const entries = [...event.currentTarget.querySelectorAll('button')];
  event.preventDefault();
  entries[entries.indexOf(event.target) + step]?.focus();
}
