import { chromium, type Page } from 'playwright-core';
import type { DevToolsMessage } from '../../src-main/hosts/chromium/devtools-pipe.ts';
import type { Shell } from '../../src-main/hosts/chromium/shell.ts';

interface ToBrowser {
  readonly id: number;
  readonly method: string;
  readonly params?: object;
  readonly sessionId?: string;
}

export interface Driver {
  readonly page: Page;
  detach(): Promise<void>;
}

/**
 * Lets Playwright drive the very window that the shell holds, over the shell's own pipe: it gets a session of its own with the
 * browser, and its messages are renumbered among the shell's.
 */
export async function drive({ pipe, browser: { exited } }: Shell): Promise<Driver> {
  const { sessionId: root } = await pipe.send<{ sessionId: string }>('Target.attachToBrowserTarget');
  const mine = new Set([root]);
  const queue: object[] = [];
  let open = true;
  const transport = {
    // Playwright puts its own in.
    onmessage: (_message: object): void => undefined,
    onclose: (): void => undefined,
    open() {},
    close() {
      open = false;
      untap();
      pipe.send('Target.detachFromTarget', { sessionId: root }).catch(() => undefined);
      transport.onclose();
    },
    send({ id, method, params, sessionId }: ToBrowser) {
      const session = sessionId === undefined ? {} : { sessionId };
      pipe.sendRaw(method, params ?? {}, sessionId ?? root, {
        resolve: (result) => deliver({ id, result, ...session }),
        reject: ({ message }) => deliver({ id, error: { message }, ...session }),
      });
    },
  };
  // One message per task, as Playwright's own transports have it: it continues between two of them.
  const pump = (): void => {
    const message = queue.shift();
    // Playwright takes its listeners off when it is done.
    if (message !== undefined && open) transport.onmessage(message);
    if (queue.length > 0) setImmediate(pump);
  };
  const deliver = (message: object): void => {
    queue.push(message);
    if (queue.length === 1) setImmediate(pump);
  };
  const untap = pipe.tap((message: DevToolsMessage) => {
    if (message.sessionId === undefined || !mine.has(message.sessionId)) return false;
    if (message.method === 'Target.attachedToTarget') mine.add(String(message.params?.['sessionId']));
    const { sessionId, ...rest } = message;
    deliver(sessionId === root ? rest : message);
    return true;
  });
  void exited.then(() => {
    if (open) transport.onclose();
  });
  const browser = await chromium.connectOverCDP(transport, { noDefaults: true });
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('Playwright sees no window');
  return { page, detach: () => browser.close() };
}
