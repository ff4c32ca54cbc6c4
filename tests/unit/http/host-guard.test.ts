import { describe, expect, it } from 'vitest';
import { hostIsOurs, namesOrigin, originIsAllowed } from '../../../src-main/agent/http/host-guard.ts';

const withHost = (...hosts: string[]) => ({
  url: '/health',
  headers: hosts[0] === undefined ? {} : { host: hosts[0] },
  rawHeaders: hosts.flatMap((host) => ['Host', host]),
});
const withOrigin = (...origins: string[]) => ({
  headers: {},
  rawHeaders: ['Host', 'localhost:8500', ...origins.flatMap((each) => ['Origin', each])],
});

describe('the host of a request', () => {
  it.each(['localhost:8500', 'LOCALHOST:8500', '127.0.0.1:8500', '[::1]:8500'])('is ours: %s', (host) => {
    expect(hostIsOurs(withHost(host), 8500)).toBe(true);
  });

  it.each([
    ...['evil.example', 'evil.example:8500', 'localhost', 'localhost:8501', '127.0.0.1', '127.0.0.1:80', 'localhost.evil.example:8500'],
    ...['localhost.:8500', 'x@localhost:8500', '127.0.0.2:8500', '0.0.0.0:8500', '[::]:8500', '2130706433:8500', ' localhost:8500', ''],
  ])('is not ours: %s', (host) => {
    expect(hostIsOurs(withHost(host), 8500)).toBe(false);
  });

  it('is nobody where there is none, or two', () => {
    expect(hostIsOurs(withHost(), 8500)).toBe(false);
    expect(hostIsOurs(withHost('localhost:8500', 'evil.example'), 8500)).toBe(false);
    expect(hostIsOurs(withHost('localhost:8500', 'localhost:8500'), 8500)).toBe(false);
  });

  it('is nobody where the request line names one itself', () => {
    for (const url of ['http://localhost:8500/health', 'localhost:8500', '*', ''])
      expect(hostIsOurs({ ...withHost('localhost:8500'), url }, 8500)).toBe(false);
  });

  it('needs no port where it is the one of the scheme', () => {
    expect([hostIsOurs(withHost('localhost'), 80), hostIsOurs(withHost('evil.example'), 80)]).toEqual([true, false]);
  });
});

describe('the origin of a request', () => {
  const origins = ['http://localhost:3000'];

  it('is that of a connected program, or none at all', () => {
    expect(namesOrigin(withOrigin())).toBe(false);
    expect(originIsAllowed(withOrigin('http://localhost:3000'), origins)).toBe(true);
  });

  it.each([
    'null',
    '',
    'http://localhost:3001',
    'https://localhost:3000',
    'http://LOCALHOST:3000',
    'http://localhost:3000/',
    'http://localhost:8500',
  ])('is refused: %s', (origin) => {
    expect(namesOrigin(withOrigin(origin))).toBe(true);
    expect(originIsAllowed(withOrigin(origin), origins)).toBe(false);
  });

  it('is refused where there are two', () => {
    expect(originIsAllowed(withOrigin('http://localhost:3000', 'http://localhost:3000'), origins)).toBe(false);
  });
});
