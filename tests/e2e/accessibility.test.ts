import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { eachScene } from './scenes/scenes.ts';
import { Stage } from './scenes/stage.ts';
import { unheard } from './screen-reader.ts';
import type { TestWindow } from './window.ts';

let window: TestWindow;
let stage: Stage;
const found: { readonly scene: string; readonly look: string; readonly what: unknown }[] = [];
const scenes: string[] = [];
let contrastOff = 0;

// One window goes through every scene once, and is looked at in each way there.
beforeAll(async () => {
  stage = await Stage.open({ dataDirectory: temporaryDirectory(), size: { width: 900, height: 600 } });
  window = stage.window;
  await eachScene(stage, async (scene) => {
    scenes.push(scene);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, or colours would be measured on their way from one theme to the other.
      await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await stage.settled();
      found.push(...(await serious(window)).map((what) => ({ scene, look: colorScheme, what })));
    }
    // A sheet of paper is not read out.
    if (scene !== 'recovery-sheet') found.push(...(await unheard(window)).map((what) => ({ scene, look: 'heard', what })));
    found.push(...(await cutOff()).map((what) => ({ scene, look: '900', what })));
    await stage.page.setViewportSize({ width: 640, height: 400 });
    await stage.settled();
    found.push(...(await cutOff()).map((what) => ({ scene, look: '200 %', what })));
    await stage.page.setViewportSize({ width: 900, height: 600 });
    if (scene === 'preferences-notifications') contrastOff = await offContrast();
  });
}, 600_000);
afterAll(() => window.close());

/** Whether the page is wider than the window, so that something can't be reached without scrolling in two directions. */
async function cutOff(): Promise<string[]> {
  return window.page.evaluate(() => {
    const wide = [...document.querySelectorAll('main, header, nav, [role="dialog"]')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > innerWidth + 1 || left < -1);
    });
    return wide.map((element) => `${element.tagName.toLowerCase()} reaches out of the window: ${element.getAttribute('aria-label') ?? ''}`);
  });
}

/** How far the track of a switch that is off stands out from what it lies on. */
async function offContrast(): Promise<number> {
  const one = window.page.getByRole('switch').first();
  await one.setChecked(false, { force: true });
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
  await one.setChecked(true, { force: true });
  return contrast;
}

const of = (...looks: readonly string[]) => found.filter(({ look }) => looks.includes(look));

describe('on every screen', () => {
  it('there is something to look at', () => expect(scenes.length).toBeGreaterThan(30));
  it.each(['light', 'dark'])('axe finds nothing serious or critical in the %s theme', (theme) => expect(of(theme)).toEqual([]));
  it('a screen reader hears a name for everything, one main heading and the landmarks', () => expect(of('heard')).toEqual([]));
  it('nothing reaches out of a window of 900 pixels', () => expect(of('900')).toEqual([]));
  it('nothing reaches out of the window at 200 %', () => expect(of('200 %')).toEqual([]));
});

it('a switch that is off stands out from its ground by 3 to 1', () => expect(contrastOff).toBeGreaterThanOrEqual(3));
