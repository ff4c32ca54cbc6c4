import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Everything that runs outside the window; dependencies stay in node_modules. */
const main: UserConfig = {
  build: {
    ssr: true,
    outDir: at('dist/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: {
        electron: at('src-main/hosts/electron/main.ts'),
        chromium: at('src-main/hosts/chromium/main.ts'),
        headless: at('src-main/hosts/headless/main.ts'),
        init: at('src-main/hosts/headless/init-main.ts'),
        seed: at('src-main/hosts/seed-main.ts'),
        keeper: at('src-main/keeper/keeper-process.ts'),
        parser: at('src-main/people-import/parser-process.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      external: ['electron'],
    },
  },
};

/** Whether a module is imported by the entry, or by what the entry imports. */
function comesWithEntry(
  id: string,
  infoOf: (id: string) => { isEntry: boolean; importers: string[] } | null,
  seen = new Set<string>(),
): boolean {
  const info = infoOf(id);
  if (info === null || seen.has(id)) return false;
  seen.add(id);
  return info.isEntry || info.importers.some((importer) => comesWithEntry(importer, infoOf, seen));
}

/**
 * The command line: what is asked often in one file, the rest in parts that are loaded when they are called. CommonJS, which Node loads
 * 3 ms faster than a module: a tenth of a whole `strongroom read`.
 */
const cli: UserConfig = {
  build: {
    ssr: true,
    outDir: at('dist/cli'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: { strongroom: at('src-main/cli/main.ts') },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'parts/[name]-[hash].cjs',
        codeSplitting: {
          groups: [{ debugName: 'core', name: (id, graph) => (comesWithEntry(id, (one) => graph.getModuleInfo(one)) ? 'core' : null) }],
        },
      },
    },
  },
};

/** A sandboxed preload must be one CommonJS file. */
const preload: UserConfig = {
  build: {
    ssr: true,
    outDir: at('dist/preload'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: { preload: at('src-main/hosts/electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
      external: ['electron'],
    },
  },
};

const renderer: UserConfig = {
  root: at('src-renderer'),
  plugins: [react()],
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // The content security policy allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // It comes from memory, not over a network.
    chunkSizeWarningLimit: 2000,
  },
};

const modes: Readonly<Record<string, UserConfig>> = { main, cli, preload, renderer };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (config === undefined) throw new Error(`unknown mode ${mode}: main, cli, preload or renderer`);
  return config;
});
