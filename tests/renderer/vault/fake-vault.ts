import type { EventName, EventPayload } from '../../../src-shared/contract/events.ts';
import type { ChannelName, Input, Output } from '../../../src-shared/contract/index.ts';
import type { ErrorCode, ErrorDetail, Result } from '../../../src-shared/errors.ts';
import type { HeldDraft } from '../../../src-shared/held-draft.ts';
import {
  concealedTypes,
  type ItemDetail,
  type ItemDraft,
  type ItemKind,
  type ItemSummary,
  type ItemView,
} from '../../../src-shared/items.ts';
import { marksBack, withMark } from '../../../src-shared/marks.ts';
import { plainDetail, plainSummary } from '../../helpers/plain-item.ts';

interface Stored extends ItemSummary {
  fields: { id: string; name: string; type: ItemDraft['fields'][number]['type']; value: string }[];
}

type Answers = { [C in ChannelName]?: (input: Input<C>) => Output<C> | Promise<Output<C>> };

class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail | undefined;
  constructor(code: ErrorCode, detail?: ErrorDetail) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** Throws inside an answer of the fake: the page gets this failure. */
export const refuse = (code: ErrorCode, detail?: ErrorDetail): never => {
  throw new Refusal(code, detail);
};

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A vault in memory behind `window.strongroom`, with every call written down. */
export class FakeVault {
  readonly calls: { readonly channel: string; readonly input: unknown }[] = [];
  readonly items: Stored[] = [];
  /** Answers that take the place of the ordinary ones. */
  readonly answers: Answers = {};
  draft: HeldDraft | null = null;
  #generation = 1;
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>();

  constructor() {
    const surface: Window['strongroom'] = {
      invoke: (channel, payload) => this.#invoke(channel, payload),
      on: (event, listener) => {
        const listeners = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, listeners.add(listener));
        return () => listeners.delete(listener);
      },
    };
    Object.defineProperty(window, 'strongroom', { configurable: true, value: surface });
  }

  add(name: string, more: Partial<Omit<ItemDraft, 'name'>> = {}): Stored {
    const kind: ItemKind = more.kind ?? 'apiKey';
    const at = Date.UTC(2026, 0, 1) + this.items.length;
    const fields = more.fields ?? [
      { id: 'key', name: 'Key', type: 'hidden', value: `secret of ${name}` },
      { id: 'account', name: 'Account', type: 'text', value: 'lab' },
    ];
    const item: Stored = {
      ...{ id: idOf(this.items.length + 1), revision: 1, kind, name, subtitle: 'lab', trashedAt: null, createdAt: at, updatedAt: at },
      ...{ ...plainSummary, tags: [], favourite: false, expiresAt: null, ...more, askBeforeUse: more.askBeforeUse ?? false },
      ...{ service: more.service ?? null, links: more.links ?? [] },
      fields: fields.map((field) => ({ ...field, value: field.value ?? '' })),
    };
    this.items.push(item);
    return item;
  }

  push<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload);
  }

  changed(): void {
    this.#generation += 1;
    this.push('vault.changed', { generation: this.#generation });
  }

  inputsOf<C extends ChannelName>(channel: C): Input<C>[] {
    return this.calls.filter((call) => call.channel === channel).map((call) => call.input as Input<C>);
  }

  /** An item by id; refuses with notFound. */
  stored(id: string): Stored {
    return this.items.find((item) => item.id === id) ?? refuse('notFound');
  }

  async #invoke(channel: string, input: unknown): Promise<Result<unknown>> {
    this.calls.push({ channel, input });
    const answers: Record<string, ((input: never) => unknown) | undefined> = { ...this.#ordinary, ...this.answers };
    const answer = answers[channel];
    if (answer === undefined) return { ok: false, error: { code: 'unknownChannel' } };
    try {
      return { ok: true, value: await answer(input as never) };
    } catch (error) {
      if (!(error instanceof Refusal)) return { ok: false, error: { code: 'internal' } };
      const { code, detail } = error;
      return { ok: false, error: detail === undefined ? { code } : { code, detail } };
    }
  }

  readonly #ordinary: Answers = {
    'items.list': ({ view, search, offset, limit }) => {
      const found = this.items.filter((item) => inView(item, view) && item.name.toLowerCase().includes(search.toLowerCase()));
      return { total: found.length, rows: found.slice(offset, offset + limit).map(summaryOf) };
    },
    'items.counts': () => {
      const live = this.items.filter(({ trashedAt }) => trashedAt === null);
      const kinds: Partial<Record<ItemKind, number>> = {};
      for (const { kind } of live) kinds[kind] = (kinds[kind] ?? 0) + 1;
      const tags = [...new Set(live.flatMap((item) => item.tags))].map((tag) => ({
        tag,
        count: live.filter((item) => item.tags.includes(tag)).length,
      }));
      const favourites = live.filter((item) => item.favourite).length;
      return { all: live.length, favourites, expiring: 0, trash: this.items.length - live.length, kinds, tags };
    },
    'items.get': ({ id }) => detailOf(this.stored(id)),
    'items.reveal': ({ id, fieldId }) => ({
      value: this.stored(id).fields.find((field) => field.id === fieldId)?.value ?? refuse('notFound'),
    }),
    'items.copy': () => ({ clearsAt: Date.now() + 30_000 }),
    'items.find': ({ item }) =>
      this.items.filter(({ id, name, trashedAt }) => trashedAt === null && [id, name].includes(item)).map(summaryOf),
    'generator.copy': () => ({ clearsAt: Date.now() + 30_000 }),
    'items.create': (draft) => this.#then(() => summaryOf(this.add(draft.name, draft))),
    'items.update': ({ id, revision, draft }) =>
      this.#then(() => {
        const item = this.stored(id);
        if (item.revision !== revision) refuse('conflict');
        const fields = draft.fields.map((field) => ({
          ...field,
          value: field.value ?? item.fields.find((old) => old.id === field.id)?.value ?? '',
        }));
        return summaryOf(Object.assign(item, draft, { revision: revision + 1, fields }));
      }),
    'items.duplicate': ({ id }) => this.#then(() => summaryOf(this.add(`${this.stored(id).name} 2`))),
    'items.setFavourite': ({ id, favourite }) => this.#then(() => summaryOf(Object.assign(this.stored(id), { favourite }))),
    'items.ids': ({ view, search }) => ({
      ids: this.items.filter((item) => inView(item, view) && item.name.toLowerCase().includes(search.toLowerCase())).map(({ id }) => id),
    }),
    'items.mark': ({ ids, mark }) =>
      this.#then(() => {
        const before = ids.map((id) => summaryOf(this.stored(id)));
        for (const summary of before) Object.assign(this.stored(summary.id), withMark(summary, mark));
        return { undo: marksBack(before, mark) };
      }),
    'items.linked': ({ id }) => ({
      links: this.stored(id).links.map((link) => {
        const item = this.items.find((each) => each.id === link);
        return { id: link, item: item === undefined ? null : summaryOf(item) };
      }),
      backlinks: this.items.filter(({ links }) => links.includes(id)).map(summaryOf),
    }),
    'drafts.keep': (held) => void (this.draft = held),
    'drafts.peek': () =>
      this.draft === null
        ? null
        : { itemId: this.draft.itemId, kind: this.draft.draft.kind, name: this.draft.draft.name, keptAt: Date.UTC(2026, 0, 2) },
    'drafts.open': () => this.draft ?? refuse('notFound'),
    'drafts.discard': () => void (this.draft = null),
    'items.trash': ({ ids }) => this.#then(() => this.#mark(ids, Date.now())),
    'items.restore': ({ ids }) => this.#then(() => this.#mark(ids, null)),
    'items.purge': ({ ids }) =>
      this.#then(() => void this.items.splice(0, this.items.length, ...this.items.filter(({ id }) => !ids.includes(id)))),
    'generator.generate': (recipe) => ({ value: `generated-${recipe.kind}-${this.inputsOf('generator.generate').length}`, bits: 131.6 }),
  };

  #mark(ids: readonly string[], trashedAt: number | null): undefined {
    for (const id of ids) Object.assign(this.stored(id), { trashedAt });
    return undefined;
  }

  /** A write, and word of it. */
  #then<T>(write: () => T): T {
    const written = write();
    queueMicrotask(() => this.changed());
    return written;
  }
}

function inView(item: Stored, view: ItemView): boolean {
  if (view.type === 'trash') return item.trashedAt !== null;
  if (item.trashedAt !== null) return false;
  if (view.type === 'kind') return item.kind === view.kind;
  if (view.type === 'tag') return item.tags.includes(view.tag);
  return view.type === 'all' || (view.type === 'favourites' && item.favourite);
}

/** What the list gets of an item. */
export function summaryOf(item: Stored): ItemSummary {
  const summary: ItemSummary & { fields?: unknown } = { ...item };
  delete summary.fields;
  return summary;
}

/** What the item's own page gets of it. */
export const detailOf = ({ fields, ...summary }: Stored): ItemDetail => ({
  ...summary,
  ...plainDetail,
  fields: fields.map(({ value, ...field }) => ({ ...field, value: concealedTypes.has(field.type) ? null : value, filled: value !== '' })),
});
