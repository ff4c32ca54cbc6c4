import type { Approval, Asker, GrantView, ProgramView } from '../../../src-shared/agent/programs.ts';
import { type FakeVault, refuse } from '../vault/fake-vault.ts';

export const idOf = (number: number): string => `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;

export const bot: Asker = {
  key: 'p-bot',
  name: 'Night bot',
  path: '/usr/bin/node /srv/bot/index.js',
  parents: ['bash', 'tmux'],
  registered: true,
};
export const script: Asker = { key: 'd-script', name: 'deploy.sh', path: '/srv/deploy.sh', parents: [], registered: false };

export const askedItem = (number: number, more: Partial<Approval['items'][number]> = {}): Approval['items'][number] => ({
  ...{ id: idOf(number), name: `Item ${number}`, tags: ['lab'], fields: ['Key'], askAlways: false },
  ...more,
});

/** A question of the bot for one value, two minutes to go. */
export const question = (number: number, more: Partial<Approval> = {}): Approval => ({
  ...{ id: idOf(900 + number), asker: bot, use: 'reveal', items: [askedItem(number)], audience: null },
  ...{ askedAt: Date.now() + number, expiresAt: Date.now() + 120_000, askedBefore: 0 },
  ...more,
});

export const grantOf = (number: number, asker: Asker, more: Partial<GrantView> = {}): GrantView => ({
  ...{ id: idOf(300 + number), programKey: asker.key, programName: asker.name, scope: { type: 'item', itemId: idOf(number) } },
  ...{ itemName: `Item ${number}`, use: 'reveal', duration: 'always', createdAt: 1, expiresAt: null, leaseUntil: null },
  ...{ uses: 0, lastUsedAt: null, ...more },
});

export const programOf = ({ key, name, path, registered }: Asker, more: Partial<ProgramView> = {}): ProgramView => ({
  ...{ key, name, path, registered, origin: null, createdAt: 1, lastAskedAt: Date.now() - 3_600_000, asked: 3, refused: 1 },
  ...more,
});

/** What programs ask and may, in memory; every change is announced as main does. */
export class FakePrograms {
  approvals: Approval[] = [];
  programs: ProgramView[] = [];
  grants: GrantView[] = [];
  readonly #main: FakeVault;

  constructor(main: FakeVault) {
    this.#main = main;
    Object.assign(main.answers, {
      'approvals.list': () => this.approvals,
      'approvals.answer': ({ id }: { id: string }) => {
        if (!this.approvals.some((approval) => approval.id === id)) refuse('notFound');
        this.approvals = this.approvals.filter((approval) => approval.id !== id);
        return this.announce();
      },
      'approvals.refuseStrangers': () => {
        this.approvals = this.approvals.filter(({ asker }) => asker.registered);
        return this.announce();
      },
      'programs.list': () => this.programs,
      'grants.list': () => this.grants,
      'grants.revoke': ({ ids }: { ids: readonly string[] }) => this.#keep(({ id }) => !ids.includes(id)),
      'leases.end': () => {
        this.grants = this.grants.map((grant) => ({ ...grant, leaseUntil: null }));
        return this.#changed();
      },
      'programs.remove': ({ key }: { key: string }) => {
        this.programs = this.programs.filter((program) => program.key !== key);
        return this.#keep(({ programKey }) => programKey !== key);
      },
      'programs.register': ({ name, origin }: { name: string; origin: string | null }) => {
        const program = programOf({ ...bot, key: `p-${name}`, name, path: null }, { origin, asked: 0, refused: 0, lastAskedAt: null });
        this.programs.push(program);
        this.#changed();
        return { program, token: 'srp_token-of-the-program' };
      },
    });
  }

  /** Has the window asked for what waits now. */
  announce(): undefined {
    this.#main.push('approvals.changed', { waiting: this.approvals.length });
    return undefined;
  }

  #keep(kept: (grant: GrantView) => boolean): undefined {
    this.grants = this.grants.filter(kept);
    return this.#changed();
  }

  #changed(): undefined {
    this.#main.push('programs.changed', {});
    return undefined;
  }
}
