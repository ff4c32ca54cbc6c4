import { expect, it } from 'vitest';
import { accessMinutes } from '../../../src-main/agent/tokens/token-lifetime.ts';

it.each([
  ['1', 1],
  ['60', 60],
  [' 90 ', 90],
  ['1440', 1440],
])('an access token counts as long as JWT_EXPIRE_MINUTES says: %s', (text, minutes) => {
  expect(accessMinutes({ JWT_EXPIRE_MINUTES: text })).toBe(minutes);
});

it.each(['', '0', '-5', '1441', '1.5', '1e3', '0x10', 'forever', '99999'])(
  'an access token counts an hour where it says something else: %s',
  (text) => {
    expect(accessMinutes({ JWT_EXPIRE_MINUTES: text })).toBe(60);
    expect(accessMinutes({})).toBe(60);
  },
);
