import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src-shared/limits.ts';
import { fieldTypes, itemKinds } from '../../../src-shared/item-kinds.ts';
import { serviceOf, services, servicesMatching, serviceWithId } from '../../../src-shared/services/services.ts';

const letters = (length: number): string => 'aB3dE5gH7jK9'.repeat(40).slice(0, length);
const hex = (length: number): string => '0a1b2c3d4e5f'.repeat(40).slice(0, length);

/** Invented, one for each pattern. */
const examples: readonly (readonly [service: string, field: string, value: string])[] = [
  ['openai', 'key', `sk-proj-${letters(60)}`],
  ['openai', 'key', `sk-${letters(20)}T3BlbkFJ${letters(20)}`],
  ['anthropic', 'key', `sk-ant-api03-${letters(93)}-AA`],
  ['google-ai', 'key', `AIza${letters(35)}`],
  ['groq', 'key', `gsk_${letters(52)}`],
  ['openrouter', 'key', `sk-or-v1-${hex(64)}`],
  ['xai', 'key', `xai-${letters(80)}`],
  ['perplexity', 'key', `pplx-${letters(48)}`],
  ['elevenlabs', 'key', `sk_${hex(48)}`],
  ['hugging-face', 'key', `hf_${letters(34)}`],
  ['replicate', 'key', `r8_${letters(37)}`],
  ['pinecone', 'key', `pcsk_${letters(10)}_${letters(60)}`],
  ['aws', 'access-key-id', 'AKIAINVENTED234567AB'],
  ['google-cloud', 'secret', `GOCSPX-${letters(28)}`],
  ['digitalocean', 'key', `dop_v1_${hex(64)}`],
  ['heroku', 'key', `HRKU-${letters(60)}`],
  ['supabase', 'key', `sb_secret_${letters(31)}`],
  ['supabase', 'key', `sbp_${hex(40)}`],
  ['netlify', 'key', `nfp_${letters(36)}`],
  ['tailscale', 'key', `tskey-api-${letters(12)}-${letters(32)}`],
  ['sentry', 'key', `sntrys_${letters(120)}`],
  ['sentry', 'key', `sntryu_${hex(64)}`],
  ['grafana', 'key', `glsa_${letters(32)}_${hex(8)}`],
  ['github', 'key', `ghp_${letters(36)}`],
  ['github', 'key', `github_pat_${letters(22)}_${letters(59)}`],
  ['gitlab', 'key', `glpat-${letters(20)}`],
  ['npm', 'key', `npm_${letters(36)}`],
  ['pypi', 'key', `pypi-${letters(160)}`],
  ['docker-hub', 'key', `dckr_pat_${letters(27)}`],
  ['postman', 'key', `PMAK-${hex(24)}-${hex(34)}`],
  ['notion', 'key', `ntn_${letters(46)}`],
  ['notion', 'key', `secret_${letters(43)}`],
  ['linear', 'key', `lin_api_${letters(40)}`],
  ['figma', 'key', `figd_${letters(40)}`],
  ['airtable', 'key', `pat${letters(14)}.${hex(64)}`],
  ['bitget', 'key', `bg_${hex(32)}`],
  ['coinbase', 'key-name', `organizations/${hex(36)}/apiKeys/${hex(36)}`],
  ['stripe', 'key', `rk_live_${letters(24)}`],
  ['stripe', 'webhook-secret', `whsec_${letters(32)}`],
  ['shopify', 'key', `shpat_${hex(32)}`],
  ['slack', 'key', `xoxb-${'1'.repeat(12)}-${letters(24)}`],
  ['slack', 'key', `xapp-1-${letters(60)}`],
  ['discord', 'key', `M${letters(25)}.${letters(6)}.${letters(38)}`],
  ['telegram', 'key', `123456789:${letters(35)}`],
  ['twilio', 'account-sid', `AC${hex(32)}`],
  ['twilio', 'key-sid', `SK${hex(32)}`],
  ['sendgrid', 'key', `SG.${letters(22)}.${letters(43)}`],
  ['mailgun', 'key', `key-${hex(32)}`],
  ['hubspot', 'key', `pat-eu1-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`],
];

describe('the well-known services', () => {
  it.each(examples)('tell a key of %s by its form, and its field %s', (service, field, value) => {
    expect(serviceOf(value)).toMatchObject({ service: { id: service }, fieldId: field });
    expect(serviceOf(`  ${value}\n`)?.service.id).toBe(service);
    expect(serviceOf(`x${value}`)).toBeNull();
    expect(serviceOf(`${value} and more`)).toBeNull();
  });

  it('have an example for every pattern', () => {
    const patterns = services.flatMap(({ patterns: its }) => its.map(({ pattern }) => pattern));
    expect(patterns.filter((pattern) => !examples.some(([, , value]) => pattern.test(value)))).toEqual([]);
  });

  it('make nothing of a word, a sentence, a number or a very long text', () => {
    for (const text of ['', ' ', 'password', 'correct horse battery staple', '1234567890', `sk-proj-${letters(450)}${letters(450)}`])
      expect(serviceOf(text)).toBeNull();
  });

  it('are each whole: an id that fits, fields and kinds that exist, a page over https, a page to renew at', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    for (const { id, kind, fields, patterns, page, where, days } of services) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(id.length).toBeLessThanOrEqual(limits.serviceMaxCharacters);
      expect(itemKinds).toContain(kind);
      expect(new URL(page).protocol).toBe('https:');
      expect(where).not.toBe('');
      expect(days).toBeGreaterThanOrEqual(30);
      const ids = fields.map((field) => field.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const field of fields) expect(fieldTypes).toContain(field.type);
      for (const { field, pattern } of patterns) {
        expect(ids).toContain(field);
        expect(pattern.source).toMatch(/^\^.*\$$/);
        // One repetition inside another, or two next to each other of the same characters, could take more than linear time.
        expect(pattern.source.replaceAll(/\[[^\]]+\]/g, 'x')).not.toMatch(/[+*]|\)\{|\{\d+,\}/);
      }
    }
  });

  it('are looked through in no time, whatever was pasted', () => {
    const begun = performance.now();
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => void serviceOf(text)),
      { numRuns: 2000 },
    );
    for (const [, , value] of examples) serviceOf(`${value.slice(0, 4)}${'a-_.'.repeat(124)}`);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('are found by name, in any case, by part of it, and by their page', () => {
    expect(servicesMatching('hugg').map(({ id }) => id)).toEqual(['hugging-face']);
    expect(servicesMatching('AWS').map(({ id }) => id)).toEqual(['aws']);
    expect(servicesMatching('google cloud').map(({ id }) => id)).toEqual(['google-cloud']);
    expect(servicesMatching('')).toHaveLength(services.length);
    expect(servicesMatching('nobody knows this')).toEqual([]);
    expect(serviceWithId('github')?.name).toBe('GitHub');
    expect([serviceWithId('gone'), serviceWithId(null), serviceWithId(undefined)]).toEqual([null, null, null]);
  });
});
