import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, TemplateError } from '../../../src-main/cli/template.ts';

const isReference = (text: string): boolean => text.startsWith('strongroom://');
const filled = (source: string): string => fillTemplate(parseTemplate(source, isReference), (reference) => `<${reference.slice(13)}>`);
const placeOf = (source: string): [number, number] | null => {
  try {
    parseTemplate(source, isReference);
    return null;
  } catch (error) {
    if (error instanceof TemplateError) return [error.line, error.column];
    throw error;
  }
};

describe('a template', () => {
  it('has each reference replaced and everything else left alone', () => {
    expect(filled('a: {{ strongroom://x/y }}\nb: {{strongroom://z}}{{\tstrongroom://My item/z }}!\n{ } }}')).toBe(
      'a: <x/y>\nb: <z><My item/z>!\n{ } }}',
    );
  });

  it('writes two braces where they are quoted', () => {
    expect(filled('{{ "{{" }} .Values }} {{"{{"}}')).toBe('{{ .Values }} {{');
  });

  it.each([
    ['what is no reference', 'one\n  {{ .Values.x }}', [2, 3]],
    ['nothing at all', '{{ }}', [1, 1]],
    ['braces that are never closed', 'x\ny\nzz {{ strongroom://x', [3, 4]],
    ['a reference over two lines', '{{ strongroom://x\n/y }}', [1, 1]],
    ['a wrong one behind a right one on its line', '{{ strongroom://x }} {{ y }}', [1, 22]],
    ['a wrong one on a later line', 'ab {{ strongroom://x }}\ncd {{ strongroom://x }}\n{{ y }}', [3, 1]],
  ])('refuses %s and says where', (_, source, place) => {
    expect(placeOf(source)).toEqual(place);
  });

  it('never does anything but read or refuse, whatever the text, and keeps all of it', () => {
    const parts = fc.constantFrom('{{', '}}', '{', '}', ' ', '\n', '"', 'strongroom://a/b', 'x');
    fc.assert(
      fc.property(fc.array(parts), (words) => {
        const source = words.join('');
        if (placeOf(source) !== null) return;
        const back = fillTemplate(parseTemplate(source, isReference), (reference) => reference);
        const bare = (text: string): string => text.replaceAll(/[{} "]/g, '');
        expect(bare(back)).toBe(bare(source));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes time in proportion to its length', () => {
    const started = performance.now();
    placeOf('{{ strongroom://a/b }}\n'.repeat(30_000));
    placeOf('{{ "{{'.repeat(30_000));
    placeOf('{'.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
