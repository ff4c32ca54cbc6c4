import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { Stage } from './scenes/stage.ts';
import { openWindow, type TestWindow } from './window.ts';

const papers = { A4: { paperWidth: 8.27, paperHeight: 11.69 }, Letter: { paperWidth: 8.5, paperHeight: 11 } } as const;

let window: TestWindow;
let code = '';

/** What the window's own print makes of the page, as a PDF. */
async function print(paper: keyof typeof papers): Promise<string> {
  const { pipe, session } = window.desktop.shell;
  const answer = await pipe.send<{ data: string }>(
    'Page.printToPDF',
    { ...papers[paper], preferCSSPageSize: true, printBackground: false },
    session,
  );
  return Buffer.from(answer.data, 'base64').toString('latin1');
}

/** What stands on the paper: the text of the page as it is for print. */
async function onPaper(): Promise<string> {
  await window.page.emulateMedia({ media: 'print' });
  const text = await window.page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));
  await window.page.emulateMedia({ media: 'screen' });
  return text;
}

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory() });
  const ada = new PersonAtWindow(window.page);
  await ada.button('Set up Strongroom');
  await ada.button('Continue');
  await ada.fillAccount('Ada Lovelace', adaPassword);
  await window.page.getByTestId('recovery-code').waitFor();
  const groups = await window.page.getByTestId('recovery-code').getByRole('listitem').allInnerTexts();
  code = groups.map((text) => text.replace(/^\d+\s+/, '').trim()).join(' ');
});
afterAll(() => window.close());

describe.each(['en', 'de'] as const)('the sheet with a recovery code (%s)', (language) => {
  beforeAll(() => new Stage(window).speak(language));

  it.each(['A4', 'Letter'] as const)('is one page of %s', async (paper) => {
    const pdf = await print(paper);
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it('says whose code it is, of which machine, how it is used and kept, and has a line to sign', async () => {
    const paper = await onPaper();
    const { machine } = await new PersonAtWindow(window.page).call('app.status', undefined);
    const parts = {
      en: ['Recovery code', 'Ada Lovelace (ada)', 'How it is used', 'Use recovery code', 'Where to keep it', 'date, signature'],
      de: ['Wiederherstellungscode', 'Ada Lovelace (ada)', 'So wird er benutzt', 'Wo es liegen sollte', 'Datum, Unterschrift'],
    };
    for (const part of [...parts[language], machine]) expect(paper).toContain(part);
    for (const group of code.split(' ')) expect(paper).toContain(group);
    expect(paper).toContain(new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date()));
  });

  it('has nothing of the screen on it', async () => {
    const paper = await onPaper();
    for (const text of ['Confirm', 'Bestätigen', 'Print', 'Drucken', 'Skip', 'Überspringen']) expect(paper).not.toContain(text);
  });
});

it('prints by the window’s own print', async () => {
  await new Stage(window).speak('en');
  await window.page.evaluate(() => {
    addEventListener('beforeprint', () => (document.documentElement.dataset['printed'] = 'yes'), { once: true });
  });
  await new PersonAtWindow(window.page).button('Print');
  await window.page.waitForFunction(() => document.documentElement.dataset['printed'] === 'yes');
});

it('is shown on no screen', async () => {
  expect(await window.page.getByTestId('recovery-sheet').isVisible()).toBe(false);
});
