import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** What had the focus before the first of several dialogs; one that follows another goes back to the same place. */
let openedFrom: Element | null = null;

/** Where the focus is; for an entry of a menu, which is about to go, the button that opened the menu. */
function findOpener(): Element | null {
  const active = document.activeElement;
  // A button that waits for its answer is disabled, and has lost the focus inside of its dialog.
  const waits = active === document.body && document.querySelector('[role="dialog"]') !== null;
  if (waits || active?.closest('[role="dialog"]') != null) return openedFrom;
  const menu = active?.closest('[role="menu"]') ?? null;
  return menu === null ? active : document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
}

/** A dialog that is there as long as it is drawn; the focus goes back to where it was. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(findOpener);
  useEffect(() => {
    openedFrom = opener;
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);
  return <Modal opened centered withCloseButton={false} returnFocus={false} {...props} />;
}
