import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { seedDemo } from '../../src-main/hosts/demo.ts';
import { openWindow, type TestWindow } from './window.ts';

/** Pictures of every screen from the running app: `npm run screenshots -- <directory>`, by default those of the README. */
const target = process.argv[2] === undefined ? join(import.meta.dirname, '..', '..', 'assets', 'screenshots') : resolve(process.argv[2]);
const whole = process.argv[2] !== undefined;
const sizes = whole
  ? [
      { width: 1280, height: 800 },
      { width: 900, height: 600 },
    ]
  : [{ width: 1280, height: 800 }];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const size of sizes) await pictures(colorScheme, size);
}

async function pictures(colorScheme: 'light' | 'dark', size: { width: number; height: number }): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-pictures-'));
  const window = await openWindow({ dataDirectory, colorScheme, size });
  const shoot = async (name: string): Promise<void> => {
    await window.page.waitForTimeout(350);
    await window.screenshot(join(target, `${name}-${colorScheme}${whole ? `-${size.width}` : ''}.png`));
  };
  try {
    if (whole) await firstRun(window.page, shoot);
    await everyday(window, shoot);
  } finally {
    await window.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

async function firstRun(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name }).click();
  await page.getByRole('heading').first().waitFor();
  await shoot('01-welcome');
  await button('Set up Strongroom');
  await shoot('02-keychain');
  await button('Continue');
  await page.getByLabel('Your name').fill('Mara Lindqvist');
  await page.getByLabel('Password').first().fill('too short');
  await shoot('03-account');
}

async function everyday(window: TestWindow, shoot: (name: string) => Promise<void>): Promise<void> {
  const { page } = window;
  const button = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const passwords: string[] = [];
  await seedDemo(window.desktop.app, (line) => passwords.push(line.split('password: ')[1] ?? ''));
  await page.reload();
  await page.getByText('Mara Lindqvist').waitFor();
  await shoot('10-login');
  await page.getByText('Mara Lindqvist').click();
  await page.getByTestId('password').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('Password is incorrect').waitFor();
  await shoot('11-wrong-password');
  await page.getByRole('button', { name: 'Use recovery code' }).click();
  await shoot('12-recover');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByTestId('password').fill(passwords[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('listbox').waitFor();
  await shoot('20-vault');
  await page.getByRole('option').filter({ hasText: 'OpenAI' }).click();
  await page.getByRole('button', { name: 'Edit' }).waitFor();
  await shoot('21-item');
  await page.getByRole('button', { name: 'Edit' }).click();
  await shoot('22-editor');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'New item' }).first().click();
  await shoot('23-new');
  await page.getByRole('button', { name: 'Generator' }).first().click();
  await shoot('24-generator');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Account menu/ }).click();
  await shoot('30-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Activity', exact: true }).click();
  await page.getByRole('table').waitFor();
  await shoot('31-activity');
  await button('Verify the log');
  await page.getByText('The log is complete and unchanged').waitFor();
  await shoot('31-verified');
  await button('Preferences');
  await shoot('32-preferences');
  if (whole) await preferences(page, shoot);
}

/** Every page of the preferences, and the vault as the choices make it. */
async function preferences(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Preferences' });
  for (const name of ['Lock and clipboard', 'Notifications', 'Security', 'Sessions', 'Keyboard', 'Delete account', 'Appearance']) {
    await rail.getByRole('button', { name }).click();
    await shoot(`33-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  await page.getByText('Compact').click();
  await page.getByRole('button', { name: 'Vault' }).click();
  await shoot('34-compact');
  if (whole) await administration(page, shoot);
}

async function administration(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Administration' }).click();
  for (const [at, name] of ['People', 'Sessions', 'Policy', 'Activity', 'Analytics', 'System'].entries()) {
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('button', { name }).click();
    await shoot(`${40 + at}-administration-${name.toLowerCase()}`);
  }
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('button', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Tomáš Novák', exact: true }).click();
  await shoot('48-administration-person');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await shoot('49-notifications');
}
