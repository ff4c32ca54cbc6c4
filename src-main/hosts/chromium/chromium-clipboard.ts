import { AppError } from '../../../src-shared/errors.ts';
import type { Clipboard } from '../../host.ts';
import type { ClipboardPage } from './clipboard-page.ts';

/**
 * The desktop's clipboard through a page of our own beside the window.
 * A browser can't mark a text as concealed, so histories of clipboard managers may keep it; Electron's host does mark it.
 */
export function createChromiumClipboard(page: () => ClipboardPage): Clipboard {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task).catch(() => {
      throw new AppError('clipboardUnavailable');
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    write: (text) =>
      inTurn(async () => {
        await page().call<undefined>('(text) => navigator.clipboard.writeText(text)', [text]);
        // Nothing of ours is left to take off: its process needn't remember what it was.
        if (text === '') await page().close();
      }),
    read: () => inTurn(() => page().call<string>('() => navigator.clipboard.readText()', [])),
  };
}
