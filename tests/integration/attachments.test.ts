import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { limits } from '../../src-shared/limits.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { WatchedKeepers } from '../helpers/watched-keeper.ts';

describe('files beside an item', () => {
  let harness: AppHarness;
  let keepers: WatchedKeepers;
  let dataDirectory: string;
  let outside: string;
  let ada: string;
  let itemId: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    outside = temporaryDirectory();
    keepers = new WatchedKeepers();
    harness = await AppHarness.start({ dataDirectory, forkKeeper: keepers.fork });
    ({ id: ada } = await harness.setUpAda());
    ({ id: itemId } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-1')));
  });
  afterEach(() => harness.close());

  const directory = (): string => join(dataDirectory, 'attachments', ada);
  const files = (): string[] => (existsSync(directory()) ? readdirSync(directory()) : []);
  const content = (bytes: number): Buffer => Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at * 7) % 253));

  async function begin(bytes: number, name = 'plan.bin'): Promise<string> {
    return (await harness.call('attachments.begin', { itemId, name, type: 'text/plain', bytes })).uploadId;
  }
  async function add(bytes: Buffer, name?: string): Promise<string> {
    const uploadId = await begin(bytes.length, name);
    for (let at = 0; at < bytes.length; at += limits.attachmentPieceBytes)
      await harness.call('attachments.append', {
        uploadId,
        piece: bytes.subarray(at, at + limits.attachmentPieceBytes).toString('base64'),
      });
    await harness.call('attachments.finish', { uploadId });
    const { attachments } = await harness.call('items.get', { id: itemId });
    return attachments.at(-1)!.id;
  }
  const save = (fileId: string, path: string, replace = false) => harness.call('attachments.save', { itemId, fileId, path, replace });
  const saveFails = (fileId: string, path: string) => harness.failure('attachments.save', { itemId, fileId, path, replace: false });

  it.each([0, 1, limits.attachmentPieceBytes, 3 * limits.attachmentPieceBytes + 11])(
    'of %i bytes come out as they went in',
    async (bytes) => {
      const fileId = await add(content(bytes));
      const path = join(outside, 'copy.bin');
      expect(await save(fileId, path)).toEqual({ path });
      expect(readFileSync(path).equals(content(bytes))).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(statSync(join(directory(), fileId)).mode & 0o777).toBe(0o600);
      expect(statSync(directory()).mode & 0o777).toBe(0o700);
      expect(readdirSync(outside)).toEqual(['copy.bin']);
    },
  );

  it('lie sealed on the disk, name and all', async () => {
    const fileId = await add(Buffer.from('canary of a file, canary of a file'), 'canary-name.txt');
    const stored = readFileSync(join(directory(), fileId));
    expect(stored.includes('canary')).toBe(false);
    expect(files().join()).not.toContain('canary');
    const audit = await harness.call('audit.own', { before: null, limit: 5 });
    expect(audit.rows.map(({ action }) => action)).toContain('attachment.added');
    expect(JSON.stringify(audit)).not.toContain('canary');
  });

  it('are shown where they are small, and called too large where they are not', async () => {
    const small = await add(Buffer.from('hello'));
    expect(await harness.call('attachments.preview', { itemId, fileId: small })).toEqual({
      content: Buffer.from('hello').toString('base64'),
    });
    const large = await add(content(limits.previewMaxBytes + 1));
    expect(await harness.failure('attachments.preview', { itemId, fileId: large })).toMatchObject({ code: 'limitReached' });
  });

  it('are refused before a byte of them is read where they are too large or have no name', async () => {
    const about = { itemId, name: 'a', type: '', bytes: limits.attachmentMaxBytes + 1 };
    expect(await harness.failure('attachments.begin', about)).toMatchObject({ code: 'invalidInput' });
    for (const name of ['', '..', 'a/b', 'a\\b', 'a\u202Eb', 'a\nb'])
      expect(await harness.failure('attachments.begin', { ...about, bytes: 1, name })).toMatchObject({ code: 'invalidInput' });
    expect(files()).toEqual([]);
  });

  it('that were promised longer or shorter are given up, and nothing of them stays', async () => {
    const append = (uploadId: string, bytes: number) =>
      harness.failure('attachments.append', { uploadId, piece: content(bytes).toString('base64') });
    expect(await append(await begin(3), 4)).toMatchObject({ code: 'invalidInput', detail: { what: 'piece' } });
    expect(await append(await begin(limits.attachmentPieceBytes * 2), 5)).toMatchObject({ code: 'invalidInput' });
    const short = await begin(3);
    expect(await harness.failure('attachments.finish', { uploadId: short })).toMatchObject({
      code: 'invalidInput',
      detail: { what: 'bytes' },
    });
    expect(await harness.failure('attachments.finish', { uploadId: short })).toMatchObject({
      code: 'notFound',
      detail: { what: 'upload' },
    });
    expect(files()).toEqual([]);
  });

  it('on their way are three at most, and gone when they are called off or the vault is locked', async () => {
    const first = await begin(9);
    await begin(9);
    await begin(9);
    expect(await harness.failure('attachments.begin', { itemId, name: 'a', type: '', bytes: 9 })).toMatchObject({ code: 'busy' });
    await harness.call('attachments.cancel', { uploadId: first });
    expect(files()).toHaveLength(2);
    await harness.call('session.lock', undefined);
    await expect.poll(files).toEqual([]);
    await harness.signIn('ada');
    expect(await harness.failure('attachments.append', { uploadId: first, piece: 'YWJj' })).toMatchObject({ code: 'notFound' });
  });

  it('go to no path that could hurt: taken, no folder, a link, a device, our own data', async () => {
    const fileId = await add(Buffer.from('x'));
    const taken = join(outside, 'taken');
    writeFileSync(taken, 'before');
    expect(await saveFails(fileId, taken)).toMatchObject({ code: 'conflict', detail: { what: 'file' } });
    expect(readFileSync(taken, 'utf8')).toBe('before');
    await save(fileId, taken, true);
    expect(readFileSync(taken, 'utf8')).toBe('x');
    symlinkSync(taken, join(outside, 'link'));
    symlinkSync(dataDirectory, join(outside, 'data'));
    const refused: [string, string][] = [
      ['relative.txt', 'noPath'],
      [`${outside}/`, 'noPath'],
      [join(outside, 'nowhere', 'a'), 'noDirectory'],
      [join(dataDirectory, 'a'), 'ours'],
      [join(dataDirectory, 'attachments', 'a'), 'ours'],
      [join(outside, 'data', 'a'), 'ours'],
      ['/dev/null', 'noFile'],
      [outside, 'noFile'],
    ];
    for (const [path, reason] of refused)
      expect(await harness.failure('attachments.save', { itemId, fileId, path, replace: true }), path).toMatchObject({
        ...{ code: 'notWritable', detail: { what: 'file', reason } },
      });
    expect(await harness.failure('attachments.save', { itemId, fileId, path: join(outside, 'link'), replace: true })).toMatchObject({
      detail: { reason: 'noFile' },
    });
  });

  it('go nowhere that a page names where the system has a dialog of its own', async () => {
    const fileId = await add(Buffer.from('x'));
    harness.desktop.saveDialog = async () => join(outside, 'asked');
    await harness.restart();
    await harness.signIn('ada');
    expect(await saveFails(fileId, join(outside, 'named'))).toMatchObject({ code: 'denied', detail: { what: 'path' } });
    expect(await harness.call('attachments.save', { itemId, fileId, path: null, replace: false })).toEqual({
      path: join(outside, 'asked'),
    });
    expect(readdirSync(outside)).toEqual(['asked']);
  });

  it('go to no path that a login runs or obeys by itself, whatever a page says', async () => {
    const fileId = await add(Buffer.from('x'));
    vi.stubEnv('HOME', outside);
    onTestFinished(() => void vi.unstubAllEnvs());
    mkdirSync(join(outside, '.config', 'autostart'), { recursive: true });
    mkdirSync(join(outside, 'project'));
    symlinkSync(join(outside, '.config'), join(outside, 'settings'));
    for (const name of ['.bashrc', '.config/autostart/a.desktop', 'settings/a'])
      expect(await harness.failure('attachments.save', { itemId, fileId, path: join(outside, name), replace: true }), name).toMatchObject({
        ...{ code: 'notWritable', detail: { what: 'file', reason: 'hidden' } },
      });
    await save(fileId, join(outside, 'project', '.env'));
  });

  it('that are missing, cut, swapped or turned are damaged, and leave no copy', async () => {
    const [one, two, three] = [await add(content(70_000)), await add(content(70_000)), await add(content(70_000))];
    const path = (fileId: string): string => join(directory(), fileId);
    const swapped = readFileSync(path(two));
    writeFileSync(path(two), readFileSync(path(one)));
    writeFileSync(path(one), readFileSync(path(three)).subarray(0, -1));
    const turned = Buffer.from(swapped);
    turned[60_000]! ^= 1;
    for (const fileId of [one, two]) expect(await saveFails(fileId, join(outside, 'copy'))).toMatchObject({ code: 'dataDamaged' });
    writeFileSync(path(two), turned);
    expect(await saveFails(two, join(outside, 'copy'))).toMatchObject({ code: 'dataDamaged', detail: { what: 'attachment' } });
    writeFileSync(path(two), Buffer.concat([Buffer.of(2), swapped.subarray(1)]));
    expect(await saveFails(two, join(outside, 'copy'))).toMatchObject({ code: 'dataFromNewerVersion' });
    writeFileSync(path(two), swapped);
    await save(two, join(outside, 'whole'));
    rmSync(path(three));
    symlinkSync(path(two), path(three));
    expect(await saveFails(three, join(outside, 'copy'))).toMatchObject({ code: 'dataDamaged' });
    rmSync(path(three));
    expect(await saveFails(three, join(outside, 'copy'))).toMatchObject({ code: 'dataDamaged' });
    expect(readdirSync(outside)).toEqual(['whole']);
  });

  it('go with their removal, and with the item for good', async () => {
    const [one] = [await add(content(9)), await add(content(9))];
    await harness.call('attachments.rename', { itemId, fileId: one!, name: 'other.txt' });
    await harness.call('attachments.remove', { itemId, fileId: one! });
    expect(files()).toHaveLength(1);
    await harness.call('items.trash', { ids: [itemId] });
    expect(files()).toHaveLength(1);
    await harness.call('items.purge', { ids: [itemId] });
    expect(files()).toEqual([]);
  });

  it('that no item names are swept when the vault is next opened, and no others', async () => {
    const kept = await add(content(9));
    for (const name of ['orphan', 'half.part']) writeFileSync(join(directory(), name), 'x');
    await harness.call('session.lock', undefined);
    await harness.signIn('ada');
    harness.clock.advance(2000);
    await expect.poll(files).toEqual([kept]);
  });

  it('are opened between two changes of their item, never within one', async () => {
    const fileId = await add(Buffer.from('hello'));
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const opened = harness.call('attachments.preview', { itemId, fileId });
    keepers.onAnswer = (call) => {
      if (call === 'get') void harness.call('items.setFavourite', { id: itemId, favourite: true });
    };
    keepers.onCall = (call) => {
      if (call === 'openFile') release();
      return call === 'settle' ? held : undefined;
    };
    // Whoever opened it now would have the new blob before the keeper has the new tag.
    for (let step = 0; step < 100; step += 1) await new Promise((go) => void setImmediate(go));
    release();
    expect(await opened).toEqual({ content: Buffer.from('hello').toString('base64') });
  });

  it('on their way are not swept', async () => {
    await add(content(9));
    await harness.call('session.lock', undefined);
    await harness.signIn('ada');
    writeFileSync(join(directory(), 'orphan'), 'x');
    await begin(9);
    harness.clock.advance(2000);
    await expect.poll(files).not.toContain('orphan');
    expect(files()).toHaveLength(2);
  });

  it('on their way do not hide that the keeper has died', async () => {
    await begin(9);
    for (const keeper of keepers.alive) keeper.kill();
    await expect.poll(() => harness.call('session.current', undefined)).toMatchObject({ status: 'locked', reason: 'keeperStopped' });
    await expect.poll(files).toEqual([]);
  });

  it('are nobody else’s, and no terminal’s', async () => {
    const fileId = await add(content(9));
    const cli = { kind: 'cli' as const, client: 'strongroom', push: () => undefined, reset: () => undefined };
    harness.app.attach(cli);
    await harness.app.call(cli, 'session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false });
    const asked = await harness.app.call(cli, 'attachments.save', { itemId, fileId, path: join(outside, 'a'), replace: false });
    expect(asked).toEqual({ ok: false, error: { code: 'denied', detail: { what: 'window' } } });
    await harness.call('session.leave', { next: null });
    await harness.addBen();
    expect(await saveFails(fileId, join(outside, 'a'))).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('attachments.preview', { itemId, fileId })).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('attachments.remove', { itemId, fileId })).toMatchObject({ code: 'notFound' });
  });

  it('where nothing can be written say so', async () => {
    mkdirSync(join(dataDirectory, 'attachments'), { recursive: true });
    writeFileSync(directory(), 'in the way');
    expect(await harness.failure('attachments.begin', { itemId, name: 'a', type: '', bytes: 1 })).toMatchObject({ code: 'notWritable' });
  });
});
