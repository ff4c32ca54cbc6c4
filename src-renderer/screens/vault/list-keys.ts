/** Which row a key leads to from row `from` (-1: none) of `total`; null where the key moves nothing. */
export function stepFrom(key: string, from: number, total: number, perPage: number): number | null {
  if (total === 0) return null;
  const within = (index: number): number => Math.min(Math.max(index, 0), total - 1);
  switch (key) {
    case 'ArrowDown':
      return within(from + 1);
    case 'ArrowUp':
      return within(from - 1);
    case 'PageDown':
      return within(from + perPage);
    case 'PageUp':
      return within(from - perPage);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
