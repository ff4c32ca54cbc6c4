import type { TestWindow } from './window.ts';

interface AxValue {
  readonly value?: unknown;
}
interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly level: number | null;
  readonly live: string | null;
  /** Whether the focus can be here. */
  readonly focusable: boolean;
}

const textOf = (value: AxValue | undefined): string => (typeof value?.value === 'string' ? value.value : '');

/** What a screen reader is given of the page, in its order. */
export async function heard(window: TestWindow): Promise<Heard[]> {
  const { pipe, session } = window.desktop.shell;
  const { nodes } = await pipe.send<{ nodes: AxNode[] }>('Accessibility.getFullAXTree', {}, session);
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const property = (wanted: string): unknown => properties.find((one) => one.name === wanted)?.value.value;
      const level = property('level');
      const live = property('live');
      return {
        role: textOf(role),
        name: textOf(name).trim(),
        level: typeof level === 'number' ? level : null,
        live: typeof live === 'string' && live !== 'off' ? live : null,
        focusable: property('focusable') === true,
      };
    });
}

const interactive = new Set([
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'switch', 'slider', 'spinbutton', 'tab'],
  ...['menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'listbox', 'treeitem', 'Date', 'DateTime', 'dialog', 'alertdialog'],
]);

/** What is there to be looked at or gone to by its name. */
const described = new Set(['table', 'navigation', 'progressbar', 'meter', 'region']);

/**
 * What is wrong with it: things to use without a name or a role, other than one main heading, no main landmark, nothing by which the
 * page could tell of itself.
 */
export async function unheard(window: TestWindow): Promise<string[]> {
  const nodes = await heard(window);
  const nameless = nodes
    .filter(({ role, name }) => (interactive.has(role) || described.has(role)) && name === '')
    .map(({ role }) => `a ${role} without a name`);
  const roleless = nodes
    .filter(({ role, focusable }) => focusable && (role === 'generic' || role === 'none' || role === ''))
    .map(({ name }) => `the focus goes to something without a role: ${name}`);
  const heads = nodes.filter(({ role, level }) => role === 'heading' && level === 1);
  // What lies over the page hides it from screen readers, and has a name of its own.
  const modal = nodes.some(({ role }) => role === 'dialog' || role === 'alertdialog');
  const structure = [
    ...(heads.length === 1 || (modal && heads.length === 0)
      ? []
      : [`${heads.length} headings of the first level: ${heads.map(({ name }) => name).join(', ')}`]),
    ...(modal || nodes.filter(({ role }) => role === 'main').length === 1 ? [] : ['not one main landmark']),
    ...(modal || nodes.some(({ role, live }) => role === 'status' && live === 'polite') ? [] : ['no live region from the beginning']),
  ];
  const empty = nodes.filter(({ role, name }) => role === 'heading' && name === '').map(() => 'a heading without words');
  return [...nameless, ...roleless, ...structure, ...empty];
}
