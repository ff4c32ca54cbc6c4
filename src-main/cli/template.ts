/** A template in pieces: text as it is, and the references between. */
export type Piece = { readonly text: string } | { readonly reference: string; readonly line: number; readonly column: number };

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly line: number;
  readonly column: number;

  constructor({ line, column }: { readonly line: number; readonly column: number }, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** A placeholder that stands for the two braces themselves. */
const literal = '"{{"';
const placeholderMax = 2000;

/**
 * Splits `{{ strongroom://… }}` from what is around it. Throws TemplateError for braces that hold anything else, or aren't closed on
 * their line: a template that is misread would be written with the placeholder in it.
 */
export function parseTemplate(source: string, isReference: (text: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let counted = 0;
  const place = { line: 1, column: 1 };
  for (let open = source.indexOf('{{'); open !== -1; open = source.indexOf('{{', at)) {
    if (open > at) pieces.push({ text: source.slice(at, open) });
    moveTo(place, source, counted, open);
    counted = open;
    const close = closing(source, open + 2);
    if (close === -1) throw new TemplateError(place, 'the braces are never closed on this line');
    const content = source.slice(open + 2, close).trim();
    if (content === literal) pieces.push({ text: '{{' });
    else if (isReference(content)) pieces.push({ reference: content, ...place });
    else throw new TemplateError(place, 'between the braces is no reference such as strongroom://item/field');
    at = close + 2;
  }
  if (at < source.length) pieces.push({ text: source.slice(at) });
  return pieces;
}

/** Braces within the quotes of the literal don't count. */
function closing(source: string, from: number): number {
  const start = source.slice(from, from + placeholderMax);
  const found = /^\s*"\{\{"\s*\}\}|^[^\n]*?\}\}/.exec(start);
  return found === null ? -1 : from + found[0].length - 2;
}

function moveTo(place: { line: number; column: number }, source: string, from: number, to: number): void {
  let lineStart = from - place.column + 1;
  for (let end = source.indexOf('\n', from); end !== -1 && end < to; end = source.indexOf('\n', end + 1)) {
    place.line += 1;
    lineStart = end + 1;
  }
  place.column = to - lineStart + 1;
}

/** The text with every reference replaced. */
export const fillTemplate = (pieces: readonly Piece[], valueOf: (reference: string) => string): string =>
  pieces.map((piece) => ('text' in piece ? piece.text : valueOf(piece.reference))).join('');
