/**
 * A combination of keys as text: `Mod+Shift+H`, `Mod+,`, `?`, `F2`. `Mod` is the key of most shortcuts: Command on a Mac, Control
 * elsewhere. Letters and digits are upper case; a character that needs Shift or another level on this keyboard stands for itself.
 */
export type Combination = string;

/** The keys of an event that tell which combination it is. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'isComposing' | 'getModifierState'>>;

const isMac = (): boolean => navigator.platform.startsWith('Mac');
const isModifier = (key: string): boolean => ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock', 'Dead', 'Process'].includes(key);

/** What was pressed; null for modifiers alone, text that is still being composed, and anything with Alt, which types characters. */
export function combinationOf(event: Pressed): Combination | null {
  const { key, altKey, shiftKey } = event;
  const mod = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey || event.metaKey;
  if (event.isComposing === true || isModifier(key) || (isMac() && event.ctrlKey)) return null;
  // AltGr is Control and Alt together on some systems: what it types, a slash or a bracket, is a character like any other.
  const typed = altKey || event.getModifierState?.('AltGraph') === true;
  if (typed && (key.length > 1 || /[\p{L}\p{N}]/u.test(key))) return null;
  const name = nameOf(event, mod);
  // Where a character takes Shift depends on the keyboard; only of letters and keys with a name it is a modifier of its own.
  const shifted = shiftKey && (/^[A-Z]$/u.test(name) || name.length > 1);
  return [mod && !typed ? 'Mod' : '', shifted ? 'Shift' : '', name].filter((part) => part !== '').join('+');
}

function nameOf({ key, code }: Pressed, mod: boolean): string {
  if (key === ' ') return 'Space';
  if (/^[a-z]$/iu.test(key)) return key.toUpperCase();
  // With Control, a keyboard whose digits take Shift, or whose letters are Greek or Cyrillic, still means the key in that place.
  if (mod && /^(?:Digit|Numpad)\d$/u.test(code)) return code.slice(-1);
  const letter = /^Key([A-Z])$/u.exec(code)?.[1];
  if (mod && letter !== undefined && /^\p{L}$/u.test(key)) return letter;
  return key.length === 1 ? key.toUpperCase() : key;
}

/** The keys that combinations consist of, in the order they are named. */
export const keysOf = (combination: Combination): readonly string[] => {
  // A plus may be the key itself.
  const parts = combination.split('+');
  return parts.at(-1) === '' ? [...parts.slice(0, -2), '+'] : parts;
};

/** As `aria-keyshortcuts` has it. */
export const ariaOf = (combination: Combination): string => {
  const keys = keysOf(combination).map((key) => (key === '+' ? 'Plus' : key));
  const named = (mod: string): string => keys.map((key) => (key === 'Mod' ? mod : key)).join('+');
  return keys.includes('Mod') ? `${named('Control')} ${named('Meta')}` : named('');
};

const ofText = new Set(['C', 'X', 'V', 'A', 'Z', 'Y', 'Shift+Z', 'Shift+V', 'B', 'I', 'U'].map((key) => `Mod+${key}`));
const ofSystem = new Set(
  ['W', 'Q', 'T', 'R', 'M', 'Shift+R', 'Shift+W', 'Shift+T', 'Shift+Q', 'Shift+N', 'Shift+I', '+', '-', '0', 'Tab', 'Shift+Tab'].map(
    (key) => `Mod+${key}`,
  ),
);

/** Why a person can't give this combination to a command; null where they can. */
export function refusalOf(combination: Combination): 'text' | 'system' | 'people' | 'plain' | null {
  if (ofText.has(combination)) return 'text';
  if (/^Mod\+(?:Shift\+)?[1-9]$/u.test(combination)) return 'people';
  const keys = keysOf(combination);
  const key = keys.at(-1) ?? '';
  if (ofSystem.has(combination) || /^F(?:[135]|1[0-2])$/u.test(key)) return 'system';
  if (/^F\d$/u.test(key)) return null;
  if (key.length > 1) return keys.includes('Mod') && key === 'Enter' ? null : 'plain';
  if (keys.includes('Mod')) return null;
  return /[\p{L}\p{N}]/u.test(key) ? 'plain' : null;
}
