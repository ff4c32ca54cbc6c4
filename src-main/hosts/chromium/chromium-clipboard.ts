import { AppError } from '../../../src-shared/errors.ts';
import type { Clipboard } from '../../host.ts';
import { origin, type Shell } from './shell.ts';

const permissions = ['clipboardReadWrite', 'clipboardSanitizedWrite'];

/**
 * The clipboard through a script world of our own beside the page's: page scripts never see the value.
 * The browser knows permissions per origin only, so they are given for the one call and taken back at once.
 */
export function createChromiumClipboard(shell: () => Shell): Clipboard {
  let turn: Promise<unknown> = Promise.resolve();

  async function inWorld<T>(functionDeclaration: string, values: readonly string[]): Promise<T> {
    const { pipe, session, mainFrame } = shell();
    try {
      await pipe.send('Browser.grantPermissions', { origin, permissions });
      await pipe.send('Emulation.setFocusEmulationEnabled', { enabled: true }, session);
      const { executionContextId } = await pipe.send<{ executionContextId: number }>(
        'Page.createIsolatedWorld',
        { frameId: mainFrame, worldName: 'clipboard' },
        session,
      );
      const call = {
        functionDeclaration,
        arguments: values.map((value) => ({ value })),
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      };
      const answer = await pipe.send<{ result: { value: T }; exceptionDetails?: unknown }>(
        'Runtime.callFunctionOn',
        { ...call, executionContextId },
        session,
      );
      if (answer.exceptionDetails !== undefined) throw new AppError('clipboardUnavailable');
      return answer.result.value;
    } catch {
      throw new AppError('clipboardUnavailable');
    } finally {
      await pipe.send('Browser.resetPermissions').catch(() => undefined);
    }
  }

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task, task);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    write: (text) => inTurn(() => inWorld<undefined>('text => navigator.clipboard.writeText(text)', [text])),
    read: () => inTurn(() => inWorld<string>('() => navigator.clipboard.readText()', [])),
  };
}
