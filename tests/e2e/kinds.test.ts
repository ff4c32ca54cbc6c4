import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '../../src-shared/items.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

let window: TestWindow;
let ada: PersonAtWindow;
const pictures = temporaryDirectory();
const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const address = `otpauth://totp/Acme:ada?secret=${seed}&issuer=Acme`;
const hasQr = existsSync('/usr/bin/qrencode') && existsSync('/usr/bin/zbarimg');
const hasOath = existsSync('/usr/bin/oathtool');

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory() });
  ada = new PersonAtWindow(window.page);
  await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
  await ada.call('preferences.set', { language: 'en' });
  await create({ kind: 'note', name: 'Passport', fields: [] });
  await window.page.reload();
  await ada.waitForVault();
});
afterAll(() => window.close());
// What a step left open would stand in the way of the next one.
afterEach(async () => {
  await window.page.reload();
  await ada.waitForVault();
});

const create = (draft: Partial<ItemDraft> & Pick<ItemDraft, 'name'>) =>
  ada.call('items.create', { kind: 'apiKey', tags: [], favourite: false, expiresAt: null, fields: [], ...draft });
const open = async (name: string): Promise<void> => {
  await window.page.getByRole('option', { name: new RegExp(name) }).click();
  await window.page.getByRole('heading', { name, level: 2 }).waitFor();
};
const field = (name: string | RegExp) => window.page.getByRole('group', { name });
/** The picture of a QR code that Debian's qrencode makes. */
const pictureOf = (text: string, name: string): string => {
  const file = join(pictures, `${name}.png`);
  execFileSync('qrencode', ['-o', file, '-s', '6', '--', text]);
  return file;
};
const newItem = async (kind: RegExp): Promise<void> => {
  await ada.button('New item');
  await window.page.getByRole('region', { name: 'Item', exact: true }).getByRole('button', { name: kind }).click();
};

describe('one-time codes', () => {
  it.skipIf(!hasOath)('show in the item, are those of oathtool, and are copied with one key', async () => {
    await create({ kind: 'login', name: 'Mail', fields: [{ id: 'totp', name: 'Code', type: 'totp', value: address }] });
    await open('Mail');
    const { page } = window;
    const shown = async (): Promise<string> => (await field('Code').getByRole('img').first().innerText()).replaceAll(/\s/g, '');
    const told = (): string[] => execFileSync('oathtool', ['--totp', '-b', '-w', '1', seed], { encoding: 'utf8' }).trim().split('\n');
    await expect.poll(async () => told().includes(await shown())).toBe(true);
    await field('Code').getByRole('timer').waitFor();
    expect(await page.content()).not.toContain(seed);
    await page.keyboard.press('Control+t');
    await page.getByText(/^Copied\./).waitFor();
    expect(await window.clipboardText()).toMatch(/^\d{6}$/);
    await field('Code').getByRole('button', { name: 'Show the set-up: Code' }).click();
    await page.getByText(address).waitFor();
  });

  it.skipIf(!hasQr)('are set up from a picture that is chosen, pasted or dropped', async () => {
    const { page } = window;
    await newItem(/^Login/);
    await page.getByLabel(/^Name/).fill('From a picture');
    const input = page.getByLabel('One-time code setup', { exact: true });
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles(pictureOf(address, 'setup'));
    await expect.poll(() => input.inputValue()).toBe(address);
    await page.getByText('6 digits, every 30 s, SHA-1 · Acme: ada').waitFor();
    const sent = (type: 'paste' | 'drop', text: string) =>
      input.evaluate(
        (element, [kind, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
          const data = new DataTransfer();
          data.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          element.dispatchEvent(
            kind === 'paste'
              ? new ClipboardEvent('paste', { ...options, clipboardData: data })
              : new DragEvent('drop', { ...options, dataTransfer: data }),
          );
        },
        [type, readFileSync(pictureOf(text, type)).toString('base64')] as const,
      );
    await sent('paste', address.replace('ada', 'pasted'));
    await expect.poll(() => input.inputValue()).toContain('pasted');
    await sent('drop', address.replace('ada', 'dropped'));
    await expect.poll(() => input.inputValue()).toContain('dropped');
    await chooser.setInputFiles(pictureOf('https://example.org', 'elsewhere'));
    await page.getByText('is not for one-time codes').waitFor();
    const note = join(pictures, 'note.png');
    writeFileSync(note, 'no picture at all');
    await chooser.setInputFiles(note);
    await page.getByText('is not a picture that can be read').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'From a picture', level: 2 }).waitFor();
    await field('One-time code').getByRole('timer').waitFor();
  });

  it.skipIf(!hasQr)('go to another device as a QR code, which zbar reads off the screen', async () => {
    await create({ kind: 'login', name: 'Bare', fields: [{ id: 'totp', name: 'Code', type: 'totp', value: seed }] });
    await open('Bare');
    await field('Code').getByRole('button', { name: 'Show the set-up: Code' }).click();
    await field('Code').getByRole('button', { name: 'Show Code as a QR code' }).click();
    const file = join(pictures, 'shown.png');
    await window.page.getByRole('img', { name: 'QR code of Code' }).screenshot({ path: file });
    const read = execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(read.trim()).toBe(`otpauth://totp/Bare?secret=${seed}`);
  });

  it('are refused where the set-up makes none, and the form says so', async () => {
    await newItem(/^Login/);
    await window.page.getByLabel('One-time code setup', { exact: true }).fill('not a secret!');
    await window.page.getByText(/^This makes no one-time codes/).waitFor();
  });
});

describe('an SSH key', () => {
  it('is generated with its public half, and told in the item', async () => {
    const { page } = window;
    await newItem(/^SSH key/);
    await page.getByLabel(/^Name/).fill('Lab server');
    await page.getByLabel('Comment').fill('ada@lab');
    await ada.button('Generate a key pair');
    await page.getByText(/^A new key pair is filled in/).waitFor();
    const publicKey = await page.getByLabel('Public key', { exact: true }).inputValue();
    expect(publicKey).toMatch(/^ssh-ed25519 \S+ ada@lab$/);
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'Lab server', level: 2 }).waitFor();
    const fingerprint = await field(/^Fingerprint/).innerText();
    expect(fingerprint).toContain('SHA256:');
    expect(await page.content()).not.toContain('PRIVATE KEY');
    await field(/^Fingerprint/)
      .getByRole('button', { name: /^Copy/ })
      .click();
    await expect.poll(() => window.clipboardText()).toMatch(/^SHA256:/);
  });

  it.skipIf(!existsSync('/usr/bin/ssh-keygen'))('that is pasted gets its public half from the keeper', async () => {
    const { page } = window;
    const file = join(temporaryDirectory(), 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-C', 'elsewhere', '-f', file]);
    await newItem(/^SSH key/);
    await page.getByLabel('Private key', { exact: true }).fill(readFileSync(file, 'utf8'));
    await expect.poll(() => page.getByLabel('Public key', { exact: true }).inputValue()).toBe(readFileSync(`${file}.pub`, 'utf8').trim());
    await page.getByText(/^ecdsa-sha2-nistp256, 256 bits/).waitFor();
  });
});

describe('a well-known service', () => {
  const pasted = `ghp_${'aB3dE5gH7jK9'.repeat(3)}`;

  it('is found by typing, and brings its fields', async () => {
    const { page } = window;
    await ada.button('New item');
    await page.getByLabel('Search for a service').fill('bitg');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel(/^Name/).inputValue()).toBe('Bitget');
    await page.getByLabel('Key', { exact: true }).fill('bg_0a1b');
    await page.getByLabel('Passphrase', { exact: true }).fill('three words here');
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'Bitget', level: 2 }).waitFor();
    await field('Passphrase').waitFor();
    await page.getByText('Every 90 days is a good rhythm.').waitFor();
  });

  it('is told by the form of a key that is put in', async () => {
    const { page } = window;
    await newItem(/^API key/);
    await page.getByLabel('Secret', { exact: true }).fill(pasted);
    await page.getByText('This looks like a key of GitHub.').waitFor();
    await ada.button('Use its fields');
    await page.getByText('Key of GitHub').waitFor();
    expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe(pasted);
    expect(await page.getByLabel('Secret', { exact: true }).inputValue()).toBe('');
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'GitHub', level: 2 }).waitFor();
  });
});

describe('a renewal', () => {
  const day = 86_400_000;

  it('leads from an expiring key by its steps to a new value, with the old one beside it until it is confirmed', async () => {
    const { page } = window;
    await create({
      ...{ name: 'Model key', service: 'openai', expiresAt: Date.now() + 3 * day },
      fields: [{ id: 'key', name: 'Key', type: 'hidden', value: 'the old value' }],
    });
    await open('Model key');
    await ada.button('Renew');
    await page.getByText('https://platform.openai.com/api-keys').waitFor();
    await ada.button('Copy the address');
    await expect.poll(() => window.clipboardText()).toBe('https://platform.openai.com/api-keys');
    await ada.button('Put the new value in place');
    await page.getByText('Enter the new value').waitFor();
    await page.getByLabel('New value', { exact: true }).fill('the old value');
    await page.keyboard.press('Enter');
    await page.getByText('This is the value that is stored already.').waitFor();
    await page.getByLabel('New value', { exact: true }).fill('the new value');
    await page.keyboard.press('Enter');
    await page.getByText(/^Key is being renewed/).waitFor();
    await page.getByRole('option', { name: /Model key.*Being renewed since/ }).waitFor();
    const running = page.getByRole('region', { name: 'Renewal' });
    await running.getByRole('button', { name: 'Show Old value' }).click();
    await running.getByText('the old value').waitFor();
    await running.getByRole('button', { name: 'Copy Old value' }).click();
    await expect.poll(() => window.clipboardText()).toBe('the old value');
    await running.getByRole('button', { name: 'Show New value' }).click();
    await running.getByText('the new value').waitFor();
    await ada.button('Done, the old one is revoked');
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Expires on').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await dialog.getByRole('button', { name: 'Done, the old one is revoked' }).click();
    await running.getByText('Every 90 days is a good rhythm.').waitFor();
    const { rows } = await ada.call('items.list', { view: { type: 'all' }, search: 'Model key', sort: 'name', offset: 0, limit: 1 });
    expect(Math.round(((rows[0]?.expiresAt ?? 0) - Date.now()) / day)).toBeGreaterThanOrEqual(89);
    expect((await ada.call('items.get', { id: rows[0]?.id ?? '' })).versions).toBe(1);
  });

  it('is taken back, and follows the person’s own steps', async () => {
    const { page } = window;
    const { id } = await create({
      name: 'Own steps',
      fields: [
        { id: 'key', name: 'Key', type: 'hidden', value: 'stays' },
        { id: 'secret', name: 'Secret', type: 'hidden', value: 'other' },
      ],
    });
    await open('Own steps');
    await ada.button('Renew a value …');
    await ada.button('Edit the steps');
    await page.getByLabel('Address of the page').fill('https://intranet.example/keys');
    await page.getByLabel('Steps, one a line').fill('Ask Ben.\nWait for his answer.');
    await ada.button('Save the steps');
    await page.getByText('Wait for his answer.').waitFor();
    await page.getByLabel('New value', { exact: true }).fill('a mistake');
    await page.keyboard.press('Enter');
    await ada.button('Take back');
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('The old value is back in place.').waitFor();
    expect(await ada.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'stays' });
    expect((await ada.call('items.get', { id })).playbook?.page).toBe('https://intranet.example/keys');
  });
});
