import type { KeeperChannel, KeeperRequest } from '../../src-main/keeper/keeper-protocol.ts';
import { inProcessKeeper } from './keeper-in-process.ts';

type Call = KeeperRequest['call'];

/** Keepers whose calls a test hears of, to do something at that very moment. */
export class WatchedKeepers {
  readonly alive = new Set<KeeperChannel>();
  /** Told of every call before it goes to a keeper, which waits for what is answered, and of its answer before anybody acts on it. */
  onCall: (call: Call, channel: KeeperChannel) => unknown = () => undefined;
  onAnswer: (call: Call) => void = () => undefined;

  readonly fork = (): KeeperChannel => {
    const channel = inProcessKeeper();
    const calls = new Map<number, Call>();
    this.alive.add(channel);
    channel.onExit(() => this.alive.delete(channel));
    return {
      ...channel,
      post: (message) => {
        calls.set(message.id, message.call);
        const first = this.onCall(message.call, channel);
        if (first instanceof Promise) void first.finally(() => channel.post(message));
        else channel.post(message);
      },
      onMessage: (listener) =>
        channel.onMessage((message) => {
          const call = calls.get(message.id);
          listener(message);
          if (call !== undefined) this.onAnswer(call);
        }),
    };
  };
}
