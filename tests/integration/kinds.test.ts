import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { AgentStage, signIn } from '../helpers/agent-stage.ts';
import { allow } from '../helpers/consent-stage.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { TerminalWindow } from '../helpers/terminal.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes, keys and renewals through the router', () => {
  let harness: AppHarness;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const actions = async (): Promise<string[]> =>
    (await harness.call('audit.own', { before: null, limit: 100 })).rows
      .map(({ action }) => action)
      .filter((action) => action.startsWith('item.'));
  const totp = (value: string) => ({ ...apiKeyDraft('Mail', ''), fields: [{ id: 'totp', name: 'Code', type: 'totp' as const, value }] });

  it('shows codes of a field as often as the window asks, and writes the first down', async () => {
    const { id } = await harness.call('items.create', totp(seed));
    const first = await harness.call('items.totp', { id, fieldId: 'totp' });
    expect(first).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), period: 30 });
    await harness.call('items.totp', { id, fieldId: 'totp' });
    expect((await actions()).filter((action) => action === 'item.codeShown')).toHaveLength(1);
  });

  it('writes down the first code that the window asks for, whatever a terminal has asked for before', async () => {
    const { id } = await harness.call('items.create', totp(seed));
    const window = harness.sender;
    harness.connect('cli');
    await harness.signIn('ada');
    await harness.call('items.totp', { id, fieldId: 'totp' });
    harness.sender = window;
    await harness.call('items.totp', { id, fieldId: 'totp' });
    expect((await actions()).filter((action) => action === 'item.codeShown')).toHaveLength(2);
  });

  it('copies the code and not the seed, for as long as the person likes', async () => {
    const { id } = await harness.call('items.create', totp(seed));
    const { clearsAt } = await harness.call('items.copyTotp', { id, fieldId: 'totp' });
    const { code } = await harness.call('items.totp', { id, fieldId: 'totp' });
    expect(await harness.clipboard.read()).toBe(code);
    expect(clearsAt).toBe(harness.clock.now() + 30_000);
    expect(await actions()).toContain('item.codeCopied');
  });

  it('saves no set-up that makes no codes', async () => {
    expect(await harness.failure('items.create', totp('a password'))).toMatchObject({
      code: 'invalidInput',
      detail: { what: 'fields.totp' },
    });
  });

  it('renews a value: old and new side by side, then the old one in the history', async () => {
    const { id } = await harness.call('items.create', { ...apiKeyDraft('Exchange', 'old'), service: 'bitget' });
    await harness.call('items.startRotation', { id, revision: 1, fieldId: 'key', value: 'new' });
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'new' });
    expect(await harness.call('items.revealPrevious', { id })).toEqual({ value: 'old' });
    await harness.call('items.copyPrevious', { id });
    expect(await harness.clipboard.read()).toBe('old');
    await harness.call('items.confirmRotation', { id, revision: 2 });
    expect(await harness.failure('items.revealPrevious', { id })).toMatchObject({ code: 'notFound', detail: { what: 'rotation' } });
    expect(await harness.call('items.get', { id })).toMatchObject({ rotation: null, versions: 1 });
    await harness.call('items.startRotation', { id, revision: 3, fieldId: 'key', value: 'third' });
    await harness.call('items.takeBackRotation', { id, revision: 4 });
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'new' });
    const written = await actions();
    for (const action of ['item.rotationStarted', 'item.rotationConfirmed', 'item.rotationTakenBack', 'item.copied'])
      expect(written).toContain(action);
  });

  it('makes an SSH key and tells the public half of a stored one', async () => {
    const { privateKey, ...key } = await harness.call('sshKeys.generate', { comment: 'ada@lab' });
    expect(await harness.call('sshKeys.describe', { privateKey })).toEqual({ state: 'read', key });
    const field = { id: 'private-key', name: 'Private key', type: 'multiline' as const, value: privateKey };
    const { id } = await harness.call('items.create', { ...apiKeyDraft('Server', ''), kind: 'sshKey', fields: [field] });
    expect(await harness.call('items.sshKey', { id })).toEqual({ state: 'read', key });
  });
});

describe('an item that asks each time', () => {
  it('asks for its codes and for the value that a renewal keeps, when a terminal wants them', async () => {
    const stage = await AgentStage.open();
    try {
      const { harness } = stage;
      await harness.setUpAda();
      const fields = [
        { id: 'totp', name: 'Code', type: 'totp' as const, value: seed },
        { id: 'key', name: 'Key', type: 'hidden' as const, value: 'old' },
      ];
      const { id } = await harness.call('items.create', { ...apiKeyDraft('Careful', ''), fields, askBeforeUse: true });
      await harness.call('items.startRotation', { id, revision: 1, fieldId: 'key', value: 'new' });
      const terminal = new TerminalWindow(stage.agent);
      await terminal.run('session.signIn', signIn);
      const answered = (answer: boolean) =>
        vi.waitFor(async () => {
          const [question] = await harness.call('approvals.list', undefined);
          if (question === undefined) throw new Error('nothing waits yet');
          await harness.call('approvals.answer', { id: question.id, decision: answer ? allow('once') : { allow: false } });
        });
      const code = terminal.run('items.totp', { id, fieldId: 'totp' });
      await answered(true);
      expect(await code).toMatchObject({ ok: true, value: { period: 30 } });
      const previous = terminal.run('items.revealPrevious', { id });
      await answered(false);
      expect(await previous).toMatchObject({ ok: false, error: { code: 'denied' } });
    } finally {
      await stage.close();
    }
  });

  it('shows a terminal no value by a detour: another type, a renewal taken back, an earlier version', async () => {
    const stage = await AgentStage.open();
    try {
      const { harness } = stage;
      await harness.setUpAda();
      const field = (type: 'hidden' | 'text', value: string | null) => ({ id: 'key', name: 'Key', type, value });
      const draft = (only: ReturnType<typeof field>) => ({ ...apiKeyDraft('Careful', ''), fields: [only], askBeforeUse: true });
      const { id } = await harness.call('items.create', draft(field('text', 'detour-canary')));
      await harness.call('items.update', { id, revision: 1, draft: draft(field('hidden', null)) });
      const terminal = new TerminalWindow(stage.agent);
      await terminal.run('session.signIn', signIn);
      const seen = async () => [await terminal.run('items.get', { id }), await terminal.run('history.list', { id })];
      expect(JSON.stringify(await seen())).not.toContain('detour-canary');
      await terminal.run('items.startRotation', { id, revision: 2, fieldId: 'key', value: 'other' });
      await terminal.run('items.update', { id, revision: 3, draft: draft(field('text', 'shown')) });
      expect(JSON.stringify(await seen())).not.toContain('detour-canary');
      expect(await terminal.run('items.takeBackRotation', { id, revision: 4 })).toMatchObject({ ok: true });
      expect(JSON.stringify(await seen())).not.toContain('detour-canary');
      const restored = terminal.run('history.restore', { id, revision: 5, version: 1 });
      await vi.waitFor(async () => {
        const [question] = await harness.call('approvals.list', undefined);
        if (question === undefined) throw new Error('nothing waits yet');
        await harness.call('approvals.answer', { id: question.id, decision: { allow: false } });
      });
      expect(await restored).toMatchObject({ ok: false, error: { code: 'denied' } });
    } finally {
      await stage.close();
    }
  });
});
