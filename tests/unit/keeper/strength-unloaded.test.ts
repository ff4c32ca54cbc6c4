import { beforeEach, describe, expect, it, vi } from 'vitest';

const german = vi.hoisted(() => ({ breaks: true }));
vi.mock('@zxcvbn-ts/language-de', async (original) => {
  if (german.breaks) throw new Error('the disk is gone');
  return original();
});

describe('dictionaries that can’t be read', () => {
  beforeEach(() => vi.resetModules());

  it('are told as a failure, and read the next time', async () => {
    const { judge, judgedWhenSaved, loadEstimator } = await import('../../../src-main/keeper/strength.ts');
    await expect(loadEstimator()).rejects.toThrow();
    expect(judge('blue tiger 7')).toBeNull();
    // A save doesn't wait for them, nor fail with them.
    expect(judgedWhenSaved('blue tiger 7')).toEqual({ strength: null });
    await new Promise(setImmediate);
    german.breaks = false;
    await loadEstimator();
    expect(judge('blue tiger 7')?.known).toBe(false);
  });
});
