import { describe, expect, it } from 'vitest';
import { createLinks } from '../../../src-main/desktop/links.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function made() {
  const clock = new FakeClock();
  const log: unknown[] = [];
  const seen = { told: 0 };
  const links = createLinks({
    clock,
    log: (_event, facts) => log.push(facts?.['why']),
    tell: () => {
      seen.told += 1;
    },
  });
  return { clock, log, seen, links };
}

describe('a link to an item', () => {
  it.each([
    ['strongroom://item/OpenAI', 'OpenAI'],
    ['strongroom://item/My%20key%20%2F%20lab/', 'My key / lab'],
    ['STRONGROOM://ITEM/7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11', '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11'],
    ['strongroom://item/Schl%C3%BCssel', 'Schlüssel'],
  ])('names it: %s', (url, item) => {
    const { links, seen } = made();
    expect(links.open(url)).toBe(true);
    expect(seen.told).toBe(1);
    expect([links.take(), links.take()]).toEqual([item, null]);
  });

  it.each([
    ['another host', 'strongroom://values/OpenAI', 'notAnItem'],
    ['another scheme', 'https://item/OpenAI', 'notAnItem'],
    ['somebody at the host', 'strongroom://user@item/OpenAI', 'notAnItem'],
    ['a port', 'strongroom://item:80/OpenAI', 'notAnItem'],
    ['a field besides', 'strongroom://item/OpenAI/key', 'notAnItem'],
    ['a query', 'strongroom://item/OpenAI?reveal=1', 'notAnItem'],
    ['a fragment', 'strongroom://item/OpenAI#x', 'notAnItem'],
    ['nothing', 'strongroom://item/', 'notAnItem'],
    ['only blanks', 'strongroom://item/%20', 'notAnItem'],
    ['half an escape', 'strongroom://item/%E4%', 'notAnItem'],
    ['a backslash', 'strongroom://item/a\\b', 'notAnItem'],
    ['a line break', 'strongroom://item/a%0Ab', 'notPlain'],
    ['a zero', 'strongroom://item/a%00b', 'notPlain'],
    ['letters that turn a name round', 'strongroom://item/a%E2%80%AEb', 'notPlain'],
    ['a name without an end', `strongroom://item/${'x'.repeat(201)}`, 'tooLong'],
    ['more than a link', `strongroom://item/${'x'.repeat(100_000)}`, 'tooLong'],
  ])('is none with %s, and is logged by its code alone', (_what, url, why) => {
    const { links, log, seen } = made();
    expect(links.open(url)).toBe(false);
    expect([links.take(), seen.told, log]).toEqual([null, 0, [why]]);
  });

  it('waits two minutes and no longer, and only the last one waits', () => {
    const { links, clock } = made();
    links.open('strongroom://item/One');
    links.open('strongroom://item/Two');
    clock.advance(119_000);
    expect(links.take()).toBe('Two');
    links.open('strongroom://item/Three');
    clock.advance(120_000);
    expect(links.take()).toBeNull();
    expect(clock.pending).toBe(0);
  });

  it('is nothing any more once somebody has left', () => {
    const { links } = made();
    links.open('strongroom://item/One');
    links.forget();
    expect(links.take()).toBeNull();
  });

  it('of a page that opens one after the other is looked at a few times, and logged once', () => {
    const { links, clock, log, seen } = made();
    const opened = Array.from({ length: 500 }, (_none, at) => links.open(`strongroom://item/${at}`));
    expect([opened.filter(Boolean).length, seen.told, log]).toEqual([10, 10, ['tooMany']]);
    clock.advance(10_000);
    expect(links.open('strongroom://item/One')).toBe(true);
  });
});
