import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../../src-main/hosts/demo.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: string[];
}

/** What axe finds serious or critical on the page as it stands; run in a world of its own, so that the page's policy needs no hole. */
async function serious(window: TestWindow): Promise<Finding[]> {
  const { pipe, session } = window.desktop.shell;
  const { frameTree } = await pipe.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree', {}, session);
  const world = { frameId: frameTree.frame.id, worldName: 'axe' };
  const { executionContextId: contextId } = await pipe.send<{ executionContextId: number }>('Page.createIsolatedWorld', world, session);
  await pipe.send('Runtime.evaluate', { expression: axe, contextId }, session);
  const expression = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 160) + ' | ' + failureSummary.slice(0, 200)) })))`;
  const answer = await pipe.send<{ result: { value: Finding[] } }>(
    'Runtime.evaluate',
    { expression, contextId, awaitPromise: true, returnByValue: true },
    session,
  );
  return answer.result.value;
}

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
    expect(await serious(window)).toEqual([]);
  });
});
