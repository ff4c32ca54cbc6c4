import { apiKeyDraft } from '../helpers/app-harness.ts';
import type { PageSurface } from '../../src-main/hosts/page-surface.ts';
import { setUpAdaAndBen } from '../e2e/ada-and-ben.ts';
import { adaPassword } from '../e2e/people.ts';
import type { TestWindow } from '../e2e/window.ts';

/** Makes Ada and her items from the page, through the same calls as its own scripts, and leaves her locked. */
export async function fill(window: TestWindow, items: number): Promise<void> {
  const ada = await setUpAdaAndBen(window);
  await ada.signInAs('Ada', adaPassword);
  const draft = apiKeyDraft('', '');
  const failed = await window.page.evaluate(
    async ([start, count]) => {
      const { strongroom } = globalThis as unknown as { strongroom: PageSurface };
      let refused = 0;
      for (let number = 0; number < count; number += 1) {
        const fields = start.fields.map((field) => (field.id === 'key' ? { ...field, value: crypto.randomUUID() } : field));
        const name = `Service key ${String(number).padStart(4, '0')}`;
        const result = (await strongroom.invoke('items.create', { ...start, name, tags: [`team-${number % 40}`], fields })) as {
          ok: boolean;
        };
        if (!result.ok) refused += 1;
      }
      return refused;
    },
    [draft, items] as const,
  );
  if (failed > 0) throw new Error(`${failed} items were refused`);
  await ada.call('session.lock', undefined).catch(() => undefined);
  await window.page.getByTestId('password').waitFor();
}
