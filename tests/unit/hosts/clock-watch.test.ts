import { describe, expect, it } from 'vitest';
import { watchClock } from '../../../src-main/hosts/clock-watch.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function watched() {
  const clock = new FakeClock();
  const seen: { slept: number; back: number[] } = { slept: 0, back: [] };
  const stop = watchClock(clock, {
    onForward: () => {
      seen.slept += 1;
    },
    onBack: (by) => void seen.back.push(by),
  });
  return { clock, seen, stop };
}

describe('the watch over the clock', () => {
  it('sees nothing while time passes as usual', () => {
    const { clock, seen } = watched();
    clock.advance(3_600_000);
    expect(seen).toEqual({ slept: 0, back: [] });
  });

  it('notices once that the machine slept, soon after it woke', () => {
    const { clock, seen } = watched();
    clock.advance(12_000);
    clock.set(clock.now() + 60_000);
    clock.advance(5_000);
    expect(seen.slept).toBe(1);
    clock.advance(60_000);
    expect(seen).toEqual({ slept: 1, back: [] });
  });

  it('notices once that the clock was set back, and by how much', () => {
    const { clock, seen } = watched();
    clock.set(clock.now() - 86_400_000);
    clock.advance(10_000);
    expect(seen).toEqual({ slept: 0, back: [86_400_000] });
  });

  it('takes a short stutter and a corrected clock for neither', () => {
    const { clock, seen } = watched();
    clock.set(clock.now() + 10_000);
    clock.advance(5_000);
    clock.set(clock.now() - 10_000);
    clock.advance(5_000);
    expect(seen).toEqual({ slept: 0, back: [] });
  });

  it('sees nothing once it has ended', () => {
    const { clock, seen, stop } = watched();
    stop();
    clock.set(clock.now() + 3_600_000);
    clock.advance(60_000);
    expect(seen.slept).toBe(0);
  });
});
