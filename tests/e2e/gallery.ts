import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eachScene } from './scenes/scenes.ts';
import { Stage } from './scenes/stage.ts';

/**
 * Pictures of every scene in both themes, both languages and three sizes: `npm run gallery`, into docs/gallery, as WebP with a table.
 * `npm run gallery -- <directory>` writes PNG there instead, to look at; a further word takes only the scenes whose names have it.
 */
const [folder, only = ''] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const target = folder === undefined ? join(import.meta.dirname, '..', '..', 'docs', 'gallery') : resolve(folder);
const picture = folder === undefined ? ({ format: 'webp', quality: 70 } as const) : ({ format: 'png' } as const);
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 1920, height: 1080 },
];
const themes = ['light', 'dark'] as const;
const languages = ['en', 'de'] as const;

mkdirSync(target, { recursive: true });
for (const old of readdirSync(target).filter((name) => name.endsWith(`.${picture.format}`))) rmSync(join(target, old));
const dataDirectory = mkdtempSync(join(tmpdir(), 'strongroom-gallery-'));
const stage = await Stage.open({ dataDirectory, size: { width: 1280, height: 800 } });
const seen: { readonly name: string; readonly area: string }[] = [];
try {
  await eachScene(
    stage,
    async (name, area) => {
      if (!name.includes(only)) return;
      seen.push({ name, area });
      await everyLook(name);
    },
    folder === undefined ? undefined : noteFailure,
  );
} finally {
  await stage.window.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}
if (folder === undefined) writeFileSync(join(target, 'README.md'), table());
console.log(`${seen.length * themes.length * languages.length * sizes.length} pictures of ${seen.length} scenes in ${target}`);

/** Where pictures are made to look at them, one scene that isn't reached keeps no other from being seen. */
async function noteFailure(failure: Error, name: string): Promise<void> {
  console.error(failure.message, failure.cause);
  process.exitCode = 1;
  await backToPlain();
  await shoot(`failed-${name}`);
}

async function everyLook(name: string): Promise<void> {
  const { page } = stage;
  for (const language of languages) {
    await stage.speak(language);
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await stage.settled();
        await shoot(`${name}-${colorScheme}-${language}-${size.width}`);
      }
    }
  }
  await backToPlain();
}

async function backToPlain(): Promise<void> {
  await stage.speak('en');
  await stage.page.setViewportSize({ width: 1280, height: 800 });
}

async function shoot(name: string): Promise<void> {
  const { pipe, session } = stage.window.desktop.shell;
  const { data } = await pipe.send<{ data: string }>('Page.captureScreenshot', { ...picture, optimizeForSpeed: true }, session);
  writeFileSync(join(target, `${name}.${picture.format}`), data, 'base64');
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
