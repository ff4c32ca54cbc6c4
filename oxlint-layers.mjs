// Which layer may import what. The first layer whose pattern fits a file's path decides; a file that none fits may import anything.
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

const root = import.meta.dirname;
const anyBut = (...names) => ({ allows: (name) => !names.includes(name) });
const only = (...names) => ({ allows: (name) => names.includes(name) });

const database = ['typeorm', 'better-sqlite3'];
const platform = ['electron', 'keytar', 'playwright', 'playwright-core'];
const window = ['react', 'react-dom', 'react-i18next', 'i18next', 'zustand', 'get-nonce', '@mantine/core', '@mantine/hooks'];
const mainFolders = /^(src-main\/(?!hosts\/)|src-shared\/)/;

/** `own` fits the paths of ours that may be imported, `packages` says which packages (and built-in modules). */
const layers = [
  {
    name: 'src-shared runs in every process',
    files: /^src-shared\//,
    own: /^src-shared\//,
    packages: only('zod'),
  },
  {
    name: 'The renderer knows only src-shared; everything else comes through the contract',
    files: /^src-renderer\//,
    own: /^(src-renderer|src-shared)\//,
    packages: {
      allows: (name) => !isBuiltin(name) && anyBut(...database, ...platform, 'pino', 'bcryptjs', '@node-rs/argon2', 'jose').allows(name),
    },
  },
  {
    name: 'The crypto core is pure: no files, no clock, no other layer',
    files: /^src-main\/crypto\//,
    own: /^(src-main\/crypto|src-shared)\//,
    packages: only('node:crypto', '@node-rs/argon2', '@scure/bip39', 'bcryptjs', 'jose'),
  },
  {
    name: "Electron's host knows the app and its platform",
    files: /^src-main\/hosts\/electron\//,
    own: /^(src-main|src-shared)\//,
    packages: anyBut(...database, ...window, 'keytar', 'playwright', 'playwright-core'),
  },
  {
    name: 'Only hosts/electron knows Electron',
    files: /^src-main\/hosts\//,
    own: /^(src-main\/(?!hosts\/electron\/)|src-shared\/)/,
    packages: anyBut(...database, ...window, ...platform),
  },
  {
    name: 'The database layer knows neither window nor keychain',
    files: /^(src-main\/database\/|src-main\/.*-(entity|repository)\.ts$|migrations\/)/,
    own: /^(src-main\/(?!hosts\/)|src-shared\/|migrations\/)/,
    packages: anyBut(...window, ...platform),
  },
  {
    name: 'The CLI starts fast and knows only the contract: what it needs of the app it asks the agent for',
    files: /^src-main\/cli\//,
    own: /^(src-main\/cli\/|src-shared\/|src-main\/(agent|hosts)\/places\.ts$|package\.json$)/,
    packages: { allows: (name) => isBuiltin(name) && !['node:crypto', 'node:http', 'node:https'].includes(name) },
  },
  {
    name: 'The keychain knows neither window nor database',
    files: /^src-main\/keychain\//,
    own: mainFolders,
    packages: anyBut(...database, ...window, ...platform.filter((name) => name !== 'keytar')),
  },
  {
    name: 'A service knows no host, no window and no database driver',
    files: /^src-main\//,
    own: mainFolders,
    packages: anyBut(...database, ...window, ...platform),
  },
];

const toPath = (file) => relative(root, file).split(sep).join('/');
/** 'typeorm/browser' belongs to 'typeorm', '@mantine/core/styles.css' to '@mantine/core'. */
const packageOf = (source) =>
  isBuiltin(source)
    ? `node:${source.replace(/^node:/, '')}`
    : source
        .split('/')
        .slice(0, source.startsWith('@') ? 2 : 1)
        .join('/');

export const layering = {
  create(context) {
    const file = context.filename;
    const path = toPath(file);
    const layer = layers.find(({ files }) => files.test(path));
    if (layer === undefined) return {};
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const allowed = source.startsWith('.')
        ? layer.own.test(toPath(join(dirname(file), source)))
        : layer.packages.allows(packageOf(source));
      if (!allowed) context.report({ node, message: `${layer.name}: it may not import '${source}'.` });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};
