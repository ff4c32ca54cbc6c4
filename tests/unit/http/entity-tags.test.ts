import { describe, expect, it } from 'vitest';
import { entityTag, ifMatch, ifNoneMatch, PreconditionFailed } from '../../../src-main/agent/http/entity-tags.ts';

describe('a condition on a document', () => {
  it('goes by its revision', () => {
    expect([ifMatch(undefined), ifMatch('*'), ifMatch(' * '), ifMatch(entityTag(7))]).toEqual(['none', 'any', 'any', 7]);
    expect([ifNoneMatch(undefined), ifNoneMatch('*'), ifNoneMatch('"7"'), ifNoneMatch('W/"7", "8"')]).toEqual(['none', 'any', [7], [7, 8]]);
  });

  it.each(['', '7', '"x"', 'W/"7"', '"7", "8"', '"0"', '"-1"', '"99999999999999999999"', '"7'])(
    'matches nothing where it is %s',
    (header) => {
      expect(() => ifMatch(header)).toThrow(PreconditionFailed);
    },
  );

  it('that names nothing of ours leaves nothing out', () => {
    expect(ifNoneMatch('"abc", W/"x"')).toEqual([]);
  });
});
