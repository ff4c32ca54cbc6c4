/** Shorter values would mask half of what a program says. */
export const maskedMinCharacters = 6;
/** Of longer values only the plain form: their other forms would take more memory than the output is worth. */
const formsMaxBytes = 64 * 1024;

/** The forms in which a value may show: as it is, in URLs, in JSON, and in base64 wherever in the encoded text it stands. */
export function formsOf(value: string): Buffer[] {
  if (value.length < maskedMinCharacters) return [];
  const plain = Buffer.from(value, 'utf8');
  if (plain.length > formsMaxBytes) return [plain];
  const texts = new Set([...inUrl(value), JSON.stringify(value).slice(1, -1), ...inBase64(plain)]);
  const forms = [plain, ...[...texts].map((text) => Buffer.from(text, 'utf8'))];
  return forms.filter((form, at) => form.length >= maskedMinCharacters && forms.findIndex((other) => other.equals(form)) === at);
}

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
