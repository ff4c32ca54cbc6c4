import { administration } from './administration.ts';
import { beginning } from './beginning.ts';
import { ending, problems } from './ending.ts';
import { entry } from './entry.ts';
import { finding } from './finding.ts';
import { health } from './health.ts';
import { items } from './items.ts';
import { personal } from './personal.ts';
import type { Scene, Stage } from './stage.ts';
import { vault } from './vault.ts';

/** Every screen, in the order in which they are reached; pictures, axe and the screen-reader pass go through the same list. */
export const areas: Readonly<Record<string, readonly Scene[]>> = {
  entry,
  vault,
  items,
  finding,
  health,
  personal,
  administration,
  ending,
  beginning,
  problems,
};

/**
 * Goes through every scene in one window; `seen` brings what matters into view after the window has changed. What is thrown there ends it, with the scene's name; with `onward` it is told instead,
 * and whatever hangs over the page put away.
 */
export async function eachScene(
  stage: Stage,
  look: (name: string, area: string, seen: () => Promise<void>) => Promise<void>,
  onward?: (failure: Error, name: string) => Promise<void>,
): Promise<void> {
  for (const [area, scenes] of Object.entries(areas)) {
    for (const { name, show, seen, leave } of scenes) {
      const bring = async (): Promise<void> => seen?.(stage.page).last().scrollIntoViewIfNeeded();
      try {
        await show(stage);
        await stage.settled();
        await look(name, area, bring);
        await leave?.(stage);
        await stage.hush();
      } catch (error) {
        const failure = new Error(`at the scene “${name}”`, { cause: error });
        if (onward === undefined) throw failure;
        await onward(failure, name);
        await stage.escape();
        await stage.escape();
      }
    }
  }
}
