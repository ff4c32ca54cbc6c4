import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { longPassword } from './fake-entry.ts';

/** Types a password that is accepted, twice. */
export async function chooseNewPassword(user: UserEvent, label: RegExp, again = /^Repeat the password/): Promise<void> {
  await user.type(await screen.findByLabelText(label), longPassword);
  await user.type(await screen.findByLabelText(again), longPassword);
}
