import { describe, expect, it } from 'vitest';
import { checkMac, macOf } from '../../../src-main/crypto/row-mac.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const key = fixedRandomness('row mac')(32);
const fields = ['user', 'active', null, 3, Uint8Array.of(1, 2)];
const mac = macOf(key, 'accounts', 'row', fields);

describe('the code of a row', () => {
  it('is refused with any one bit turned, cut or empty', () => {
    for (let bit = 0; bit < mac.length * 8; bit += 1) expect(checkMac(key, 'accounts', 'row', fields, flipped(mac, bit))).toBe(false);
    for (const cut of beginnings(mac)) expect(checkMac(key, 'accounts', 'row', fields, cut)).toBe(false);
  });

  it('is refused for another key, table, row or field', () => {
    expect(checkMac(flipped(key, 0), 'accounts', 'row', fields, mac)).toBe(false);
    expect(checkMac(key, 'policy', 'row', fields, mac)).toBe(false);
    expect(checkMac(key, 'accounts', 'another', fields, mac)).toBe(false);
    for (const changed of [['administrator', ...fields.slice(1)], fields.slice(0, -1), [...fields, null], fields.toReversed()]) {
      expect(checkMac(key, 'accounts', 'row', changed, mac)).toBe(false);
    }
  });

  it('is accepted for the row it was made of', () => {
    expect(checkMac(key, 'accounts', 'row', fields, mac)).toBe(true);
    expect(mac.length).toBe(32);
  });
});
