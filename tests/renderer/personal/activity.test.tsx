import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ActivityScreen } from '../../../src-renderer/screens/activity/activity-screen.tsx';
import { theme } from '../../../src-renderer/theme/theme.ts';
import type { AuditRowView } from '../../../src-shared/audit.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse } from '../vault/fake-vault.ts';
import { button, idOf } from './show-preferences.tsx';

standInForBrowser();
let main: FakeVault;
beforeEach(() => {
  main = new FakeVault();
});

function showActivity(): UserEvent {
  render(
    <MantineProvider theme={theme} env="test">
      <ActivityScreen />
    </MantineProvider>,
  );
  return userEvent.setup();
}

const row = (sequence: number, more: Partial<AuditRowView>): AuditRowView => ({
  ...{ sequence, at: sequence, actorId: idOf(1), actorName: 'Ada', action: 'session.signedIn', targetKind: 'account', targetId: idOf(1) },
  ...{ targetName: 'Ada', outcome: 'ok', client: 'desktop', detail: null },
  ...more,
});

describe('the own activity', () => {
  it('says what is wrong and tries again, also for older rows', async () => {
    main.answers['audit.own'] = () => refuse('internal');
    const user = showActivity();
    await screen.findByText('Something went wrong');
    main.answers['audit.own'] = ({ before }) => ({ rows: [row(before === null ? 9 : 4, {})], more: before === null });
    await user.click(await button('Try again'));
    await screen.findByRole('table');
    main.answers['audit.own'] = () => refuse('internal');
    await user.click(await button('Show older'));
    await screen.findByText('Something went wrong');
    main.answers['audit.own'] = () => ({ rows: [row(4, { action: 'item.created' })], more: false });
    await user.click(await button('Try again'));
    await screen.findByText('Created an item');
    expect(main.inputsOf('audit.own').at(-1)?.before).toBe(9);
  });

  it('tells whom it was done to, what changed, and what failed', async () => {
    const policy = { action: 'policy.changed', targetKind: 'policy', targetId: 'autoLockMaxMinutes', targetName: null } as const;
    main.answers['audit.own'] = () => ({
      rows: [
        row(3, { ...policy, detail: '240 → 15' }),
        row(2, { action: 'account.disabled', targetId: idOf(2), targetName: 'Ben' }),
        row(1, { action: 'session.signInFailed', actorId: null, actorName: null, outcome: 'failed' }),
      ],
      more: false,
    });
    showActivity();
    await screen.findByText('Latest automatic lock: 240 → 15');
    screen.getByText('Ben');
    screen.getByText('failed');
    expect(screen.getAllByText('Ada')).toHaveLength(3);
  });

  it('names the row that is not what was written, since when, and who has seen it', async () => {
    main.answers['audit.own'] = () => ({ rows: [row(1, {})], more: false });
    main.answers['audit.verify'] = () => ({
      ...{ status: 'damaged', rows: 40, witnessedSequence: 12, firstSequence: 5, lostEpochs: 1 },
      problem: { code: 'rowChanged', sequence: 30, since: Date.UTC(2026, 3, 1) },
      witnesses: [{ ownerId: idOf(2), name: 'Ben', sequence: 35, at: 1, holds: false }],
    });
    const user = showActivity();
    await user.click(await button('Verify the log'));
    await screen.findByText('Row 30 was changed after it was written.');
    screen.getByText(/Everything up to .*2026.* still holds/);
    screen.getByText(/Rows before 5 were removed/);
    screen.getByText(/One earlier log ended/);
    screen.getByText('Contradicts');
  });
});
