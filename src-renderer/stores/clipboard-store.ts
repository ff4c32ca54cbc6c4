import { create } from 'zustand';
import { onEvent } from '../api.ts';

/** When the copied value is removed from the clipboard (epoch milliseconds), or null. */
export const useClipboardStore = create<{ readonly clearsAt: number | null }>(() => ({ clearsAt: null }));

/** Keeps the store in step with main; called once. */
export const followClipboard = (): (() => void) => onEvent('clipboard.changed', ({ clearsAt }) => useClipboardStore.setState({ clearsAt }));
