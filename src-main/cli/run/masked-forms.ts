/** Shorter values would mask half of what a program says. */
export const maskedMinCharacters = 6;
/** A line of a value says little unless it is long; shorter ones are ordinary words. */
const lineMinCharacters = 8;
/** Of longer values only the plain forms: the others would take more memory than the output is worth. */
const formsMaxBytes = 64 * 1024;

/** The byte sequences in which a value may show. */
export interface Forms {
  readonly plain: readonly Buffer[];
  /** Parts of encoded text, which may be broken into lines. */
  readonly base64: readonly Buffer[];
}

/**
 * The forms in which a value may show: as it is, with the line ends of other systems, line by line, in URLs, in JSON, and in base64
 * wherever in the encoded text it stands. All without the blanks around it, which stand for nothing and which programs cut off.
 */
export function formsOf(value: string): Forms {
  if (value.length < maskedMinCharacters) return { plain: [], base64: [] };
  const core = value.trim().length < maskedMinCharacters ? value : value.trim();
  const lines = core.split(/\r\n|\r|\n/).map((line) => line.trim());
  const parts = lines.length === 1 ? [] : lines.filter(({ length }) => length >= lineMinCharacters);
  if (Buffer.byteLength(core) > formsMaxBytes) return { plain: distinct([core, ...parts]), base64: [] };
  const wholes = [...new Set([core, ...['\n', '\r\n'].map((end) => core.replaceAll(/\r\n|\r|\n/g, end))])];
  const shown = [...wholes, ...parts].flatMap((text) => [text, ...inUrl(text), JSON.stringify(text).slice(1, -1)]);
  return { plain: distinct(shown), base64: distinct(wholes.flatMap((text) => inBase64(Buffer.from(text, 'utf8')))) };
}

const distinct = (texts: readonly string[]): Buffer[] =>
  [...new Set(texts)].map((text) => Buffer.from(text, 'utf8')).filter(({ length }) => length >= maskedMinCharacters);

function inUrl(value: string): string[] {
  const component = encodeURIComponent(value.toWellFormed());
  const strict = component.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const lower = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [component, strict, form].flatMap((text) => [text, lower(text)]);
}

/**
 * Base64 makes four characters of three bytes, so the same value looks different at each of three offsets. The characters at both
 * ends that neighbouring bytes have a part in are left out.
 */
function inBase64(value: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), value]).toString('base64');
    const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + value.length) * 8) / 6));
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
