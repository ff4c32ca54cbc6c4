import { describe, expect, it } from 'vitest';
import { watchSleep } from '../../../src-main/hosts/sleep-watch.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function watched() {
  const clock = new FakeClock();
  const seen = { slept: 0 };
  const stop = watchSleep(clock, () => {
    seen.slept += 1;
  });
  return { clock, seen, stop };
}

describe('the watch for sleep', () => {
  it('sees nothing while time passes as usual', () => {
    const { clock, seen } = watched();
    clock.advance(3_600_000);
    expect(seen.slept).toBe(0);
  });

  it('notices once that the machine slept, soon after it woke', () => {
    const { clock, seen } = watched();
    clock.advance(12_000);
    clock.set(clock.now() + 60_000);
    clock.advance(5_000);
    expect(seen.slept).toBe(1);
    clock.advance(60_000);
    expect(seen.slept).toBe(1);
  });

  it('takes a short stutter and a clock that was put back for neither', () => {
    const { clock, seen } = watched();
    clock.set(clock.now() + 10_000);
    clock.advance(5_000);
    clock.set(clock.now() - 86_400_000);
    clock.advance(5_000);
    expect(seen.slept).toBe(0);
  });

  it('sees nothing once it has ended', () => {
    const { clock, seen, stop } = watched();
    stop();
    clock.set(clock.now() + 3_600_000);
    clock.advance(60_000);
    expect(seen.slept).toBe(0);
  });
});
