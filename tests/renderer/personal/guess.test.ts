import { describe, expect, it } from 'vitest';
import { guessOf } from '../../../src-renderer/screens/onboarding/guess.ts';

describe('what a pasted address of a database is called', () => {
  it.each([
    ['postgres://user:pass@db.example.org:5432/app', 'db.example.org'],
    ['redis://cache.example.org', 'cache.example.org'],
    ['mongodb+srv://user:pass@cluster.example.org/app?ssl=true', 'cluster.example.org'],
  ])('is its host: %s', (address, name) => {
    expect(guessOf(address)).toMatchObject({ kind: 'database', name });
  });

  // A name stands in the list, and where a program may read it.
  it.each([
    'postgres://user:ca@nary@db.example.org/app',
    'postgres://user:ca/nary@db.example.org/app',
    'postgres://user:ca@na?ry@db.example.org/app',
    'redis://ca/nary@db.example.org',
    'postgres://db.example.org/app?password=ca@nary',
  ])('is no part of its password: %s', (address) => {
    expect(guessOf(address)?.name).not.toMatch(/ca|nary|ry$/);
  });
});
