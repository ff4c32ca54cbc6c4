import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { squarePicture } from '../../../src-renderer/screens/preferences/square-picture.ts';
import { limits } from '../../../src-shared/limits.ts';
import { standInForBrowser } from '../dom.ts';
import { type FakeVault, refuse } from '../vault/fake-vault.ts';
import { button, fakeAda, field, showPreferences } from './show-preferences.tsx';

standInForBrowser();
let main: FakeVault;
const drawn: number[][] = [];
const small = 'data:image/webp;base64,UklGRg==';

/** A browser's decoder and canvas: every file that says so is a picture of this size, and encodes to what `encode` answers. */
function pictures(width: number, height: number, encode: (side: number, quality: number) => string = () => small) {
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    if (!file.type.startsWith('image/png')) throw new DOMException('no picture', 'InvalidStateError');
    return { width, height, close: () => undefined };
  });
  const context = { imageSmoothingQuality: 'low', drawImage: (_: unknown, ...box: number[]) => drawn.push(box) };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockImplementation(function encoded(this: HTMLCanvasElement, _type, quality) {
    return encode(this.width, Number(quality));
  });
}
const png = (bytes = 4): File => new File([new Uint8Array(bytes)], 'me.png', { type: 'image/png' });

beforeEach(() => {
  main = fakeAda();
  drawn.length = 0;
});
afterEach(() => vi.restoreAllMocks());

describe('a picture', () => {
  it('is refused where nothing can decode it', async () => {
    pictures(10, 10);
    expect(await squarePicture(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }))).toEqual({ problem: 'noPicture' });
  });

  it('is refused where the file, or what it unpacks to, is too large', async () => {
    pictures(20_000, 20_000);
    expect(await squarePicture(png())).toEqual({ problem: 'tooLarge' });
    pictures(10, 10);
    expect(await squarePicture(png(20 * 1024 * 1024 + 1))).toEqual({ problem: 'tooLarge' });
    expect(drawn).toEqual([]);
  });

  it('is cut to the square in its middle', async () => {
    pictures(900, 500);
    expect(await squarePicture(png())).toEqual({ picture: small });
    expect(drawn).toEqual([[200, 0, 500, 500, 0, 0, 256, 256]]);
  });

  it('gets coarser, then smaller, until it fits', async () => {
    const long = `data:image/webp;base64,${'A'.repeat(limits.pictureMaxCharacters)}`;
    pictures(500, 900, (side) => (side === 128 ? small : long));
    expect(await squarePicture(png())).toEqual({ picture: small });
    expect(drawn.at(-1)).toEqual([0, 200, 500, 500, 0, 0, 128, 128]);
    pictures(500, 900, () => long);
    expect(await squarePicture(png())).toEqual({ problem: 'tooLarge' });
  });
});

describe('the profile', () => {
  it('says what is wrong with a file that is no picture, and keeps what was there', async () => {
    pictures(10, 10);
    showPreferences('profile');
    fireEvent.drop(await screen.findByTestId('picture'), { dataTransfer: { files: [new File(['no'], 'a.txt', { type: 'text/plain' })] } });
    await screen.findByText(/not a picture that can be shown/);
    expect(screen.queryByRole('button', { name: 'Remove picture' })).toBeNull();
    expect(main.inputsOf('account.updateProfile')).toEqual([]);
  });

  it('takes a picture that is pasted, shows it, stores it with the rest, and removes it', async () => {
    pictures(300, 300);
    const { user } = showPreferences('profile');
    expect(((await button('Save profile')) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.paste(document.body, { clipboardData: { files: [png()] } });
    await button('Remove picture');
    await user.click(screen.getByRole('radio', { name: 'Red' }));
    await user.click(await button('Save profile'));
    await waitFor(() => expect(main.inputsOf('account.updateProfile')).toEqual([{ displayName: 'Ada', colour: 'red', picture: small }]));
    await screen.findByText('Saved');
    await user.click(await button('Remove picture'));
    expect(screen.queryByRole('button', { name: 'Remove picture' })).toBeNull();
  });

  it('leaves pasted text alone', async () => {
    pictures(300, 300);
    const { user } = showPreferences('profile');
    await user.click(await field('Your name'));
    await user.paste(' Lovelace');
    expect((await field('Your name')).value).toBe('Ada Lovelace');
  });

  it('goes through the colours with the arrow keys', async () => {
    const { user } = showPreferences('profile');
    (await screen.findByRole('radio', { name: 'Teal' })).focus();
    await user.keyboard('{ArrowRight}');
    const green = screen.getByRole('radio', { name: 'Green' });
    expect(green.getAttribute('aria-checked')).toBe('true');
    expect(document.activeElement).toBe(green);
  });

  it('stays as typed where it can’t be stored, and says so', async () => {
    main.answers['account.updateProfile'] = () => refuse('diskFull');
    const { user } = showPreferences('profile');
    await user.type(await field('Your name'), ' L');
    await user.click(await button('Save profile'));
    await screen.findByText('The disk is full');
    expect((await field('Your name')).value).toBe('Ada L');
  });
});
