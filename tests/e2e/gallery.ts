import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eachScene } from './scenes/scenes.ts';
import { Stage } from './scenes/stage.ts';

/**
 * Pictures of every scene in both themes, both languages and three sizes: `npm run gallery`, into docs/gallery, as WebP with a table;
 * those of the README beside them, into assets/screenshots, as PNG.
 * `npm run gallery -- <directory>` writes PNG there instead, to look at; a further word takes only the scenes whose names have it.
 */
const root = join(import.meta.dirname, '..', '..');
const [folder, only = ''] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const target = folder === undefined ? join(root, 'docs', 'gallery') : resolve(folder);
const format = folder === undefined ? 'webp' : 'png';
/** `quality`, and `scale` of what is larger than a page shows anyway, keep all of them together below 15 MB. */
const sizes = [
  { width: 1280, height: 800, scale: 0.7, quality: 24 },
  { width: 900, height: 600, scale: 1, quality: 16 },
  { width: 1920, height: 1080, scale: 0.5, quality: 30 },
];
type Size = (typeof sizes)[number];
const readme = new Set(['login-light-en-1280', 'item-totp-light-en-1280', 'item-totp-dark-en-1280']);
const themes = ['light', 'dark'] as const;
const languages = ['en', 'de'] as const;

for (const directory of [target, join(root, 'assets', 'screenshots')]) mkdirSync(directory, { recursive: true });
for (const old of readdirSync(target).filter((name) => name.endsWith(`.${format}`))) rmSync(join(target, old));
const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-gallery-'));
const stage = await Stage.open({ dataDirectory, size: { width: 1280, height: 800 } });
const seen: { readonly name: string; readonly area: string }[] = [];
try {
  await eachScene(
    stage,
    async (name, area, bring) => {
      if (!name.includes(only)) return;
      seen.push({ name, area });
      await everyLook(name, bring);
    },
    noteFailure,
  );
} finally {
  await stage.window.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}
if (folder === undefined) writeFileSync(join(target, 'README.md'), table());
const bytes = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
console.log(
  `${seen.length * themes.length * languages.length * sizes.length} pictures of ${seen.length} scenes in ${target}, ${(bytes / 1e6).toFixed(1)} MB`,
);

/** One scene that isn't reached keeps no other from being seen. */
async function noteFailure(failure: Error, name: string): Promise<void> {
  console.error(failure.message, failure.cause);
  process.exitCode = 1;
  await backToPlain();
  if (folder !== undefined) await stage.window.screenshot(join(target, `failed-${name}.png`));
}

async function everyLook(name: string, bring: () => Promise<void>): Promise<void> {
  const { page } = stage;
  for (const language of languages) {
    await stage.speak(language);
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await bring();
        // Nothing is pointed at.
        await page.mouse.move(0, 0);
        await stage.settled();
        await shoot(`${name}-${colorScheme}-${language}-${size.width}`, size);
      }
    }
  }
  await backToPlain();
}

async function backToPlain(): Promise<void> {
  await stage.speak('en');
  await stage.page.setViewportSize({ width: 1280, height: 800 });
}

async function shoot(name: string, { width, height, scale, quality }: Size): Promise<void> {
  const look = format === 'webp' ? { format, quality, clip: { x: 0, y: 0, width, height, scale } } : { format };
  writeFileSync(join(target, `${name}.${format}`), await capture(look), 'base64');
  if (folder !== undefined || !readme.has(name)) return;
  const file = join(root, 'assets', 'screenshots', `${name.replace('-en-1280', '')}.png`);
  writeFileSync(file, await capture({ format: 'png' }), 'base64');
}

async function capture(look: { readonly format: string; readonly quality?: number; readonly clip?: object }): Promise<string> {
  const { pipe, session } = stage.window.desktop.shell;
  return (await pipe.send<{ data: string }>('Page.captureScreenshot', { ...look, optimizeForSpeed: format === 'png' }, session)).data;
}

function table(): string {
  const cell = (name: string, theme: string, language: string): string =>
    `[${sizes.map(({ width }) => `${width}](${name}-${theme}-${language}-${width}.webp)`).join(' · [')}`;
  const columns = themes.flatMap((theme) => languages.map((language) => ({ theme, language })));
  const areas = [...new Set(seen.map(({ area }) => area))];
  const sections = areas.map((area) => {
    const rows = seen
      .filter((scene) => scene.area === area)
      .map(
        ({ name }) =>
          `| ${name}<br>![${name}](${name}-light-en-900.webp) | ${columns.map(({ theme, language }) => cell(name, theme, language)).join(' | ')} |`,
      );
    const head = `| Scene | ${columns.map(({ theme, language }) => `${theme}, ${language}`).join(' | ')} |`;
    return [`## ${area}`, '', head, `|${' --- |'.repeat(columns.length + 1)}`, ...rows].join('\n');
  });
  return `# Every screen\n\nMade by \`npm run gallery\`, from the running app with invented people. Each in both themes, both languages and three sizes.\n\n${sections.join('\n\n')}\n`;
}
