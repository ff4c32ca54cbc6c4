import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../src-shared/limits.ts';
import { claimIn, isTokenOf, newProgramToken, tokenHash } from '../../../src-main/agent/program-token.ts';
import type { OpenVault } from '../../../src-main/vault/open-vault.ts';
import { TestSender } from '../../helpers/app-harness.ts';
import { ConsentFakes } from '../../helpers/consent-fakes.ts';
import { asker } from '../../helpers/consent-stage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const ada = '00000000-0000-4000-8000-0000000000aa';
const ben = '00000000-0000-4000-8000-0000000000bb';

describe('the token of a program', () => {
  const claim = { ownerId: ada, programKey: '00000000-0000-4000-8000-000000000001' };
  const token = newProgramToken(claim, fixedRandomness('token'));

  it('says whose it is, and holds 32 random bytes', () => {
    expect(claimIn(token)).toEqual(claim);
    expect(Buffer.from(token.slice(-43), 'base64url')).toHaveLength(32);
    expect(isTokenOf(token, tokenHash(token))).toBe(true);
  });

  it('is none with any character changed, added or missing', () => {
    const hash = tokenHash(token);
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
      expect(isTokenOf(changed, hash)).toBe(false);
    }
    for (const other of [
      '',
      'srp_',
      token.slice(1),
      token.slice(0, -1),
      `${token}a`,
      ` ${token}`,
      `${token}\n`,
      token.replaceAll('_', '-'),
    ])
      expect(claimIn(other)).toBeNull();
    expect(isTokenOf(token, null)).toBe(false);
  });
});

describe('connected programs', () => {
  let fakes: ConsentFakes;
  let vault: OpenVault;

  beforeEach(() => {
    fakes = new ConsentFakes();
    vault = fakes.open(ada);
  });

  const register = (name = 'bot', origin: string | null = null) => fakes.programs.register(vault, { name, origin });
  /** What a connection that shows this token is to whoever it claims to belong to; null for a stranger. */
  const programOf = async (token: string) => {
    const sender = new TestSender('program');
    fakes.programs.show(sender, token);
    const known = await fakes.programs.known(sender, asker('anything'));
    return known.registered ? known : null;
  };
  const list = async () => (await fakes.programs.list(vault)).map(({ name, registered }) => [name, registered]);

  it('are known by their token, of which only a hash is kept', async () => {
    const { program, token } = await register();
    expect(await programOf(token)).toMatchObject({ key: program.key, name: 'bot' });
    expect([...fakes.stored.values()].map(({ value }) => value).join()).not.toContain(token.slice(-43));
    expect(JSON.stringify(await fakes.programs.list(vault))).not.toContain(token.slice(-43));
    for (const other of [
      '',
      'srp_',
      `${token}x`,
      token.replace(ada, ben),
      newProgramToken({ ownerId: ada, programKey: program.key }, fixedRandomness('x')),
    ])
      expect(await programOf(other)).toBeNull();
  });

  it('are known only while their person’s vault can say so, and after each opening', async () => {
    const { token } = await register();
    fakes.lock(ada);
    expect(await programOf(token)).toBeNull();
    fakes.open(ada);
    expect(await programOf(token)).not.toBeNull();
  });

  it('of one person are strangers to another', async () => {
    const { program, token } = await register();
    const bens = fakes.open(ben);
    const sender = new TestSender('program');
    fakes.programs.show(sender, token);
    const by = asker('bot', { key: program.key, registered: true });
    expect(await fakes.programs.recognised(bens, sender, by)).toMatchObject({ registered: false });
    expect(await fakes.programs.recognised(vault, sender, asker('anything'))).toMatchObject({
      key: program.key,
      name: 'bot',
      registered: true,
    });
    expect(fakes.programs.claimedOwner(sender)).toBe(ada);
    expect(fakes.programs.claimedOwner(new TestSender('program'))).toBeNull();
  });

  it('that wait for a locked vault are known again once it is open', async () => {
    const { program, token } = await register();
    const item = fakes.item('Exchange');
    const grantee = { key: program.key, name: 'bot', registered: true };
    await fakes.grants.give(vault, {
      ...{ program: grantee, scopes: [{ type: 'item', itemId: item.id }], use: 'reveal', duration: 'always', leaseMinutes: 0 },
    });
    fakes.lock(ada);
    const sender = new TestSender('program');
    fakes.programs.show(sender, token);
    const input = { references: [`strongroom://${item.id}`], use: 'reveal', account: null, waitSeconds: 60 } as const;
    const read = fakes.secrets.read({ sender, asker: asker('bot'), signal: null }, { ...input, references: [...input.references] });
    fakes.open(ben);
    fakes.open(ada);
    expect(await read).toEqual([`${ada}'s Exchange`]);
  });

  it('that were removed are strangers at once, and gone with the next opening', async () => {
    const { program, token } = await register();
    await fakes.programs.remove(vault, program.key);
    expect(await programOf(token)).toBeNull();
    await expect(fakes.programs.remove(vault, program.key)).rejects.toMatchObject({ code: 'notFound' });
    fakes.lock(ada);
    vault = fakes.open(ada);
    expect(await list()).toEqual([]);
  });

  it('that can’t be stored or removed are what they were', async () => {
    fakes.failing = true;
    await expect(register()).rejects.toMatchObject({ code: 'diskFull' });
    expect(await list()).toEqual([]);
    fakes.failing = false;
    const { program, token } = await register();
    fakes.failing = true;
    await expect(fakes.programs.remove(vault, program.key)).rejects.toMatchObject({ code: 'diskFull' });
    expect(await programOf(token)).not.toBeNull();
  });

  it('have the origin of their address', async () => {
    await register('charts', 'https://charts.example:8443/some/page?x=1');
    await register('other', 'https://charts.example:8443');
    await register('bot');
    expect(await fakes.programs.origins(ada)).toEqual(['https://charts.example:8443']);
    expect(await fakes.programs.origins(ben)).toEqual([]);
    fakes.lock(ada);
    expect(await fakes.programs.origins(ada)).toEqual([]);
  });

  it('are listed before those that have merely asked or hold something, the last to ask first', async () => {
    await register('zebra');
    await register('ant');
    fakes.programs.askings.asked(ada, asker('first'));
    fakes.clock.advance(1);
    fakes.programs.askings.asked(ada, asker('second'));
    const holder = { key: 'holder', name: 'holder', registered: false };
    await fakes.grants.give(vault, {
      program: holder,
      scopes: [{ type: 'tag', tag: 'a' }],
      use: 'reveal',
      duration: 'untilLock',
      leaseMinutes: 0,
    });
    fakes.programs.askings.asked(ben, asker('elsewhere'));
    expect(await list()).toEqual([
      ...[
        ['ant', true],
        ['zebra', true],
      ],
      ...[
        ['second', false],
        ['first', false],
        ['holder', false],
      ],
    ]);
    await fakes.programs.remove(vault, 'holder');
    expect(await fakes.grants.list(vault)).toEqual([]);
  });

  it('and those that ask are two hundred at most', async () => {
    for (let at = 0; at < limits.programsMax; at += 1) await register(`bot ${at}`);
    await expect(register()).rejects.toMatchObject({ code: 'limitReached' });
    for (let at = 0; at <= limits.programsMax; at += 1) fakes.programs.askings.asked(ada, asker(`stranger ${at}`));
    expect(fakes.programs.askings.all(ada)).toHaveLength(limits.programsMax);
    expect(fakes.programs.askings.of(ada, asker('stranger 0').key)).toBeUndefined();
  });

  it('that are not what the app has written are damage', async () => {
    const { token } = await register();
    const [place, record] = [...fakes.stored][0]!;
    fakes.stored.set(place, { ...record, value: '{"v":1}' });
    fakes.lock(ada);
    vault = fakes.open(ada);
    await expect(programOf(token)).rejects.toMatchObject({ code: 'dataDamaged' });
  });
});
