import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../../src-main/hosts/demo.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

describe.each(['light', 'dark'] as const)('axe finds nothing serious in the %s theme', (colorScheme) => {
  let window: TestWindow;
  const passwords: string[] = [];
  const button = (name: string | RegExp) => new PersonAtWindow(window.page).button(name);

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory(), colorScheme, size: { width: 900, height: 600 } });
  });
  afterAll(() => window.close());

  it('on the first-run screens', async () => {
    await window.page.getByRole('heading').first().waitFor();
    expect(await serious(window)).toEqual([]);
    await button('Set up Strongroom');
    expect(await serious(window)).toEqual([]);
    await button('Continue');
    await window.page.getByLabel('Your name').fill('Mara');
    expect(await serious(window)).toEqual([]);
  });

  it('on the login screens', async () => {
    await seedDemo(window.desktop.app, (line) => passwords.push(line.split('password: ')[1] ?? ''));
    await window.page.reload();
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
    expect(await serious(window)).toEqual([]);
    for (const wayIn of ['I have an activation code', 'No administrator left?']) {
      await button(wayIn);
      await window.page.getByLabel(/code$/).fill('aaaa');
      await window.page.getByLabel(/code$/).press('Enter');
      expect(await serious(window)).toEqual([]);
      await button('Back');
    }
    await button(/Mara/);
    await new PersonAtWindow(window.page).typePassword('wrong');
    await window.page.getByText('Password is incorrect').waitFor();
    expect(await serious(window)).toEqual([]);
    await button('Use recovery code');
    expect(await serious(window)).toEqual([]);
    await button('Back');
  });

  it('in the vault', async () => {
    const mara = new PersonAtWindow(window.page);
    await mara.typePassword(passwords[0] ?? '');
    await mara.waitForVault();
    await window.page.getByRole('option').first().click();
    await window.page.getByRole('button', { name: 'Edit' }).waitFor();
    expect(await serious(window)).toEqual([]);
    await button('Edit');
    expect(await serious(window)).toEqual([]);
    await button('Cancel');
    await button('New item');
    expect(await serious(window)).toEqual([]);
  });

  it('on the other pages', async () => {
    await window.page.getByRole('button', { name: 'Activity', exact: true }).click();
    await window.page.getByRole('table').waitFor();
    expect(await serious(window)).toEqual([]);
    await button('Preferences');
    const rail = window.page.getByRole('navigation', { name: 'Preferences' });
    for (const name of [
      'Profile',
      'Appearance',
      'Lock and clipboard',
      'Notifications',
      'Security',
      'Sessions',
      'Keyboard',
      'Delete account',
    ]) {
      await rail.getByRole('button', { name }).click();
      expect(await serious(window), name).toEqual([]);
    }
  });

  it('and a switch that is off stands out from its ground by 3 to 1', async () => {
    await window.page.getByRole('navigation', { name: 'Preferences' }).getByRole('button', { name: 'Notifications' }).click();
    await window.page.getByRole('switch').first().setChecked(false, { force: true });
    const contrast = await window.page.evaluate(async () => {
      const track = document.querySelector('[role="switch"]:not(:checked) + *');
      if (track === null) return 0;
      await Promise.all(track.getAnimations().map(({ finished }) => finished));
      const luminance = (colour: string): number => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
          const value = Number(part) / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      let ground: Element | null = track.parentElement;
      while (ground !== null && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
      const both = [track, ground ?? document.body].map((element) => luminance(getComputedStyle(element).backgroundColor));
      return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    });
    expect(contrast).toBeGreaterThanOrEqual(3);
  });
});
