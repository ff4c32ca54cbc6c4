import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { TestSender } from '../helpers/app-harness.ts';
import type { TestWindow } from './window.ts';

/** Calls of somebody at another window of the same app; a refusal is thrown with its code. */
export const elsewhere =
  (window: () => TestWindow, sender: TestSender) =>
  async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await window().desktop.app.call(sender, channel, input);
    if (!result.ok) throw new Error(`${channel}: ${result.error.code}`);
    return result.value as Output<C>;
  };
