import type { HeldDraft } from '../../../../src-shared/held-draft.ts';
import { call } from '../../../api.ts';

/** How long a person may type before what they typed is safe from a lock. */
const keepAfterMilliseconds = 1000;

let waiting: { draft: HeldDraft; readonly timer: ReturnType<typeof setTimeout> } | null = null;
let kept = false;

/**
 * Has the keeper seal what stands in the form, a second after the first change that isn't sealed yet. Not tied to the component:
 * a form behind another page still has to be kept.
 */
export function keepSoon(draft: HeldDraft): void {
  if (waiting !== null) {
    waiting.draft = draft;
    return;
  }
  const timer = setTimeout(() => {
    const held = waiting?.draft;
    waiting = null;
    if (held === undefined) return;
    kept = true;
    // What is too long to be kept is still in the form.
    void call('drafts.keep', held).catch(() => undefined);
  }, keepAfterMilliseconds);
  waiting = { draft, timer };
}

/** The form that was continued is the one that is kept. */
export function draftIsKept(): void {
  kept = true;
}

/** The form was saved or given up, or nothing in it is unsaved any more. */
export function dropDraft(): void {
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = null;
  if (kept) void call('drafts.discard').catch(() => undefined);
  kept = false;
}
