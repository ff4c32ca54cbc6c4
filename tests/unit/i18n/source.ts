import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..', 'src-renderer');

interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see);
  }
}

/** Attributes that people read or hear. */
const told = new Set(['label', 'title', 'placeholder', 'aria-label', 'description', 'alt', 'error', 'text', 'hint']);
const hasWords = (text: string): boolean => /\p{L}{2,}/u.test(text);

export interface Found {
  /** Every string literal. */
  readonly literals: Set<string>;
  /** Every template literal that has something put into it, as the pattern of what may come out. */
  readonly templates: RegExp[];
  /** What is called with t('…'). */
  readonly asked: { readonly file: string; readonly key: string }[];
  /** Words that stand in markup themselves. */
  readonly bare: string[];
}

/** What the window's source says, its translations aside. */
export function readSource(): Found {
  const found: Found = { literals: new Set(), templates: [], asked: [], bare: [] };
  for (const file of globSync('**/*.{ts,tsx}', { cwd: root }).filter((name) => !/^i18n[/\\](?:en|de)[/\\]/.test(name))) {
    visit(parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node, (node) =>
      note(node, file, found),
    );
  }
  return found;
}

function note(node: Node, file: string, { literals, templates, asked, bare }: Found): void {
  if (node.type === 'Literal' && typeof node['value'] === 'string') literals.add(node['value']);
  if (node.type === 'TemplateLiteral') {
    const parts = (node['quasis'] as { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked);
    if (parts.length > 1 && /^\w+\./.test(parts[0] ?? '')) templates.push(patternOf(parts));
    else if (parts.length === 1) literals.add(parts[0] ?? '');
  }
  if (node.type === 'CallExpression' && (node['callee'] as Node)['name'] === 't') {
    const [first] = node['arguments'] as Node[];
    if (first?.type === 'Literal') asked.push({ file, key: String(first['value']) });
  }
  if (node.type === 'JSXText' && hasWords(String(node['value']))) bare.push(`${file}: ${String(node['value']).trim()}`);
  if (node.type === 'JSXAttribute' && isNode(node['value']) && node['value'].type === 'Literal') {
    const name = String((node['name'] as Node)['name']);
    const text = String(node['value']['value']);
    if (told.has(name) && hasWords(text)) bare.push(`${file}: ${name}="${text}"`);
  }
}

const patternOf = (parts: readonly string[]): RegExp =>
  new RegExp(`^${parts.map((part) => part.replaceAll('.', String.raw`\.`)).join('[^.]+')}$`);
