import type { PaneControl } from '../use-pane.ts';
import type { Selection } from './use-selection.ts';

/** The selection takes the place of a form, which asks first where something in it isn't saved. */
export function guarded(selection: Selection, { pane, leave }: PaneControl): Selection {
  if (pane.name === 'item') return selection;
  return {
    ...selection,
    toggle: (id) => leave(() => selection.toggle(id)),
    begin: () => leave(selection.begin),
    extendTo: async (index) => leave(() => void selection.extendTo(index)),
    all: async () => leave(() => void selection.all()),
  };
}
