import type { KeyboardEvent } from 'react';

/** Up and down go from the button of one row to that of the next. */
export function stepThroughButtons(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('tbody button')].filter((one) => one instanceof HTMLButtonElement);
  event.preventDefault();
  buttons[buttons.indexOf(event.target) + step]?.focus();
}
