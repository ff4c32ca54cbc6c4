import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { DevToolsPipe } from '../../../src-main/hosts/chromium/devtools-pipe.ts';

function connected() {
  const [to, from] = [new PassThrough(), new PassThrough()];
  const pipe = new DevToolsPipe(to, from);
  const say = (message: object): void => void from.write(`${JSON.stringify(message)}\0`);
  return { pipe, to, from, say, sent: () => String(to.read() ?? '') };
}

describe('the pipe to the browser', () => {
  it('ends each message with a zero byte and numbers them', () => {
    const { pipe, sent } = connected();
    void pipe.send('Page.enable');
    void pipe.send('Page.navigate', { url: 'https://strongroom.invalid/' }, 'S1');
    expect(sent().split('\0')).toEqual([
      '{"id":1,"method":"Page.enable","params":{}}',
      '{"id":2,"method":"Page.navigate","params":{"url":"https://strongroom.invalid/"},"sessionId":"S1"}',
      '',
    ]);
  });

  it('puts messages together that arrive in pieces, even in the middle of a character', async () => {
    const { pipe, from } = connected();
    const asked = pipe.send<{ title: string }>('Page.title');
    const bytes = Buffer.from('{"id":1,"result":{"title":"Tomáš"}}\0{"method":"late"}\0');
    for (const byte of bytes) from.write(Buffer.of(byte));
    expect(await asked).toEqual({ title: 'Tomáš' });
  });

  it('hands refusals to whoever asked', async () => {
    const { pipe, say } = connected();
    const asked = pipe.send('Nope.nothing');
    say({ id: 1, error: { message: 'not found' } });
    await expect(asked).rejects.toThrow('not found');
  });

  it('tells events to its taps in order, and a tap may keep one to itself', async () => {
    const { pipe, say } = connected();
    const heard: string[] = [];
    pipe.tap(({ method }) => {
      heard.push(`first ${method}`);
      return method === 'private';
    });
    const untap = pipe.tap(({ method }) => {
      heard.push(`second ${method}`);
      return false;
    });
    say({ method: 'private' });
    say({ method: 'public' });
    await expect.poll(() => heard).toEqual(['first private', 'first public', 'second public']);
    untap();
    say({ method: 'later' });
    await expect.poll(() => heard.at(-1)).toBe('first later');
  });

  it('rejects what waits, and what is asked later, when the browser goes', async () => {
    const { pipe, from } = connected();
    const asked = pipe.send('Page.enable');
    from.destroy();
    await expect(asked).rejects.toThrow('the window was closed');
    await pipe.closed;
    await expect(pipe.send('Page.enable')).rejects.toThrow('the window was closed');
  });
});
