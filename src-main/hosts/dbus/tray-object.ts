import type { TrayAction, TrayLine } from '../tray-menu.ts';
import type { Answer } from './bus.ts';
import type { Message } from './message.ts';
import type { Variant } from './signature.ts';

/** Where the menu lies; the name is a custom that some desktops expect. */
export const menuPath = '/MenuBar';
export const menuInterface = 'com.canonical.dbusmenu';
const properties = 'org.freedesktop.DBus.Properties';
const protocolVersion = 3;

/** What is shown now. `revision` grows with every change. */
export interface ShownMenu {
  readonly lines: readonly TrayLine[];
  readonly revision: number;
}

const text = (value: string): Variant => ({ signature: 's', value });
const flag = (value: boolean): Variant => ({ signature: 'b', value });

/** The properties of a line; none: of the menu itself. An underscore would mark a key, unless it is doubled. */
function propertiesOf(line: TrayLine | undefined): [string, Variant][] {
  if (line === undefined) return [['children-display', text('submenu')]];
  if (line === 'line') return [['type', text('separator')]];
  return [
    ['label', text(line.label.replaceAll('_', '__'))],
    ['enabled', flag(line.action !== null)],
  ];
}

/** Answers for the menu (com.canonical.dbusmenu), null for what it doesn't know. `choose` gets what a line stands for. */
export function answerMenu(call: Message, menu: ShownMenu, choose: (action: TrayAction) => void): Answer | null {
  const { lines, revision } = menu;
  // Zero is the menu itself. Each menu has numbers of its own: a click on one that has gone hits none of the lines that took its place.
  const first = (revision % 10_000) * 100 + 1;
  const idOf = (at: number): number => first + at;
  const lineAt = (id: number): TrayLine | undefined => lines[id - first];
  const event = (id: unknown, name: unknown): void => {
    const line = lineAt(Number(id));
    if (name === 'clicked' && line !== undefined && line !== 'line' && line.action !== null) choose(line.action);
  };
  if (call.interface === properties) return answerProperties(call, menuProperties);
  switch (`${call.interface}.${call.member}:${call.signature}`) {
    case `${menuInterface}.GetLayout:iias`: {
      const [parent, depth] = call.body as [number, number];
      const children =
        parent === 0 && depth !== 0
          ? lines.map((line, at): Variant => ({ signature: '(ia{sv}av)', value: [idOf(at), propertiesOf(line), []] }))
          : [];
      return { signature: 'u(ia{sv}av)', body: [revision, [parent, propertiesOf(lineAt(parent)), children]] };
    }
    case `${menuInterface}.GetGroupProperties:aias`: {
      const [ids] = call.body as [number[]];
      const all = [0, ...lines.map((_line, at) => idOf(at))];
      const asked = ids.length === 0 ? all : all.filter((id) => ids.includes(id));
      return { signature: 'a(ia{sv})', body: [asked.map((id) => [id, propertiesOf(lineAt(id))])] };
    }
    case `${menuInterface}.GetProperty:is`: {
      const [id, name] = call.body as [number, string];
      const found = propertiesOf(lineAt(id)).find(([key]) => key === name);
      return found === undefined ? null : { signature: 'v', body: [found[1]] };
    }
    case `${menuInterface}.Event:isvu`:
      event(call.body[0], call.body[1]);
      return nothing;
    case `${menuInterface}.EventGroup:a(isvu)`:
      for (const [id, name] of call.body[0] as unknown[][]) event(id, name);
      return { signature: 'ai', body: [[]] };
    case `${menuInterface}.AboutToShow:i`:
      return { signature: 'b', body: [false] };
    case `${menuInterface}.AboutToShowGroup:ai`:
      return { signature: 'aiai', body: [[], []] };
    default:
      return null;
  }
}

export const nothing: Answer = { signature: '', body: [] };

const menuProperties = (): [string, Variant][] => [
  ['Version', { signature: 'u', value: protocolVersion }],
  ['TextDirection', text('ltr')],
  ['Status', text('normal')],
  ['IconThemePath', { signature: 'as', value: [] }],
];

/** Answers org.freedesktop.DBus.Properties from these. */
export function answerProperties(call: Message, of: () => [string, Variant][]): Answer | null {
  if (call.interface !== properties) return null;
  if (call.member === 'GetAll') return { signature: 'a{sv}', body: [of()] };
  const found = call.member === 'Get' ? of().find(([name]) => name === call.body[1]) : undefined;
  return found === undefined ? null : { signature: 'v', body: [found[1]] };
}
