import { describe, expect, it } from 'vitest';
import { bindingsOf, combinationsOf, ownerOf, rebound } from '../../../src-renderer/commands/bindings.ts';
import { ariaOf, combinationOf, keysOf, refusalOf } from '../../../src-renderer/commands/combination.ts';
import { commandIds, commandOf } from '../../../src-renderer/commands/commands.ts';

const pressed = (key: string, more: Partial<KeyboardEventInit> = {}): string | null =>
  combinationOf(new KeyboardEvent('keydown', { key, ...more }));
const control = { ctrlKey: true } as const;

describe('a combination of keys', () => {
  it('is letters with their modifiers, whatever the capitals', () => {
    expect(pressed('k', control)).toBe('Mod+K');
    expect(pressed('H', { ...control, shiftKey: true })).toBe('Mod+Shift+H');
    expect(pressed('k', { metaKey: true })).toBe('Mod+K');
    expect(pressed('F2')).toBe('F2');
    expect(pressed('Enter', { shiftKey: true })).toBe('Shift+Enter');
  });

  it('is a character, wherever the keyboard has it', () => {
    expect(pressed('/', { code: 'Slash' })).toBe('/');
    expect(pressed('/', { code: 'Digit7', shiftKey: true })).toBe('/');
    expect(pressed('?', { code: 'Minus', shiftKey: true })).toBe('?');
    expect(pressed('/', { ...control, code: 'Digit7', shiftKey: true })).toBe('Mod+7');
    expect(pressed('[', { ...control, altKey: true })).toBe('[');
  });

  it('is the key in its place where the keyboard types other letters or takes Shift for digits', () => {
    expect(pressed('л', { ...control, code: 'KeyK' })).toBe('Mod+K');
    expect(pressed('&', { ...control, code: 'Digit1' })).toBe('Mod+1');
    expect(pressed('a', { ...control, code: 'KeyQ' })).toBe('Mod+A');
  });

  it('is none where modifiers are pressed alone, text is composed, or Alt types a letter', () => {
    for (const key of ['Control', 'Shift', 'Alt', 'Dead', 'Process']) expect(pressed(key)).toBeNull();
    expect(pressed('€', { ...control, altKey: true })).toBe('€');
    expect(pressed('k', { ...control, altKey: true })).toBeNull();
    expect(pressed('k', { ...control, isComposing: true })).toBeNull();
  });

  it('is told apart into its keys, the plus among them', () => {
    expect(keysOf('Mod+Shift+H')).toEqual(['Mod', 'Shift', 'H']);
    expect(keysOf('Mod++')).toEqual(['Mod', '+']);
    expect(ariaOf('Mod+K')).toBe('Control+K Meta+K');
    expect(ariaOf('?')).toBe('?');
  });

  it.each([
    ['Mod+C', 'text'],
    ['Mod+Shift+Z', 'text'],
    ['Mod+W', 'system'],
    ['F5', 'system'],
    ['Mod+3', 'people'],
    ['K', 'plain'],
    ['Enter', 'plain'],
    ['Tab', 'plain'],
    ['Mod+ArrowUp', 'plain'],
    ['Mod+J', null],
    ['Mod+Shift+J', null],
    ['F2', null],
    [';', null],
  ])('%s is refused as %s', (combination, why) => expect(refusalOf(combination)).toBe(why));
});

describe('the keys of commands', () => {
  /** What these keys are for everywhere else, they are for here: nobody else can have them. */
  const usual: readonly string[] = ['Mod+Z', 'Mod+T'];

  it('are each of one command alone, and none that is refused to people but the usual ones', () => {
    const all = commandIds.flatMap((id) => [...commandOf(id).keys]);
    expect(new Set(all).size).toBe(all.length);
    for (const id of commandIds)
      if (commandOf(id).fixed !== true)
        for (const key of commandOf(id).keys) if (!usual.includes(key)) expect(refusalOf(key), key).toBeNull();
  });

  it('go to whom a person gives them, and are taken from who had them', () => {
    const taken = rebound({}, 'newItem', 'Mod+K');
    expect(taken).toEqual({ newItem: 'Mod+K', palette: '' });
    expect(bindingsOf(taken).get('Mod+K')).toBe('newItem');
    expect(combinationsOf('palette', taken)).toEqual([]);
    expect(ownerOf('Mod+K', 'palette', taken)).toBe('newItem');
    expect(rebound(rebound(taken, 'newItem', null), 'palette', null)).toEqual({});
    expect(rebound({ search: 'Mod+J' }, 'search', 'Mod+F')).toEqual({});
    expect(rebound({}, 'lock', '')).toEqual({ lock: '' });
  });

  it('heed nothing that is kept for fixed or unknown commands, or is refused', () => {
    const kept = { copy: 'Mod+J', nothing: 'Mod+H', lock: 'Mod+V' };
    expect(bindingsOf(kept).get('Mod+J')).toBeUndefined();
    expect(bindingsOf(kept).get('Mod+H')).toBeUndefined();
    expect(bindingsOf(kept).get('Mod+V')).toBeUndefined();
  });
});
