import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ApprovalQuestion } from './approval-question.tsx';
import classes from './approvals.module.css';
import { valueCount } from './choices.ts';
import { useAnswering } from './use-answering.ts';
import { useApprovals } from './use-approvals.ts';
import { useGuard } from './use-guard.ts';

/** Above menus, other dialogs and messages. */
const aboveEverything = 1000;

/** Shows the oldest question of a program over whatever the person does. No answer, and none in time, gives nothing away. */
export function ApprovalPrompt() {
  const { first, more, drop } = useApprovals();
  const ready = useGuard(first?.id ?? null);
  const answering = useAnswering(first, drop);
  useEscape(first !== null, () => {
    if (ready) answering.answer({ allow: false });
    // Too early for an answer: it is only put away. Questions that come and go would never let one through.
    else if (first !== null) drop(first.id);
  });
  if (first === null) return null;
  return (
    <PromptFrame approval={first}>
      <ApprovalQuestion key={first.id} approval={first} more={more} ready={ready} answering={answering} />
    </PromptFrame>
  );
}

/** Stays while one question follows another; the focus goes back to where it was before the first. */
function PromptFrame({ approval, children }: { readonly approval: Approval; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return (
    <Modal
      opened
      centered
      size={580}
      zIndex={aboveEverything}
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      returnFocus={false}
      title={approval.audience === null ? t('approvals.title', { count: valueCount(approval.items) }) : t('approvals.titleIdentity')}
      classNames={{ content: classes['content'] ?? '', title: classes['title'] ?? '', body: classes['body'] ?? '' }}
    >
      {children}
    </Modal>
  );
}

/** Takes Escape before the dialogs underneath do, which would close too. This has to be there before they are. */
function useEscape(shown: boolean, onEscape: () => void): void {
  const escaped = useEffectEvent((event: KeyboardEvent) => {
    if (!shown || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    onEscape();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => escaped(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
}
