import type { NewCode } from '../../src-shared/models.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { KeeperOutput } from '../keeper/keeper-protocol.ts';
import type { DeviceSecret } from '../keychain/device-secret.ts';
import type { Unlocked } from '../session/session-service.ts';
import { OpenVault } from '../vault/open-vault.ts';
import { signedChanges } from './account-rows.ts';
import { requireAccountIn, withPassword } from './account-service.ts';
import type { AccountParts } from './enrolment.ts';
import type { RecoveryService } from './recovery-service.ts';
import { forgetSecrets } from './retired-secrets.ts';

interface RekeyParts extends AccountParts {
  readonly recovery: RecoveryService;
  /** Puts the vault that was sealed anew before the windows that had the old one open. */
  readonly replaceVault: (before: OpenVault, after: OpenVault) => void;
}

type Rekeyed = KeeperOutput<'rekey'>;

/** Gives a vault another key, for whoever fears that the present one was seen. */
export function createRekeyService(parts: RekeyParts) {
  const { database, installation, clock, kdf, audit, notifications, vaultParts } = parts;

  async function store({ ownerId, vault }: Unlocked, rekeyed: Rekeyed): Promise<void> {
    // A code that waits to be confirmed is one of the old key.
    parts.recovery.forget(ownerId);
    const replaced = await database.transaction(async (r) => {
      const account = await requireAccountIn(r, ownerId);
      const before = await r.slots.list(ownerId);
      await r.vaults.replace(ownerId, vault.generation, rekeyed.vault, rekeyed.items);
      await r.slots.removeAll(ownerId);
      await r.slots.insert({ ...rekeyed.passwordSlot, retiredAt: null });
      await r.slots.insert({ ...rekeyed.recoverySlot, retiredAt: null });
      await r.personKeys.replace(ownerId, rekeyed.keys);
      const changes = { passwordSlotId: rekeyed.passwordSlot.id, recoverySlotId: rekeyed.recoverySlot.id };
      await r.accounts.update(ownerId, {
        ...signedChanges(installation.keys.accountRows, account, changes),
        personalCodeConfirmedAt: null,
      });
      const target = { targetKind: 'account', targetId: ownerId } as const;
      await audit.record({ actorId: ownerId, action: 'account.rekeyed', ...target, outcome: 'ok' }, r);
      await notifications.tell(r, ownerId, 'vault.rekeyed', {});
      return before;
    });
    vaultParts.anchors.note(ownerId, rekeyed.vault.generation);
    // SECURITY: what opened under the old key was overwritten in the database; its copy in the write-ahead log goes too.
    await database.truncateWal();
    // What is stored by now is in use; an entry that the keychain keeps for itself opens nothing without its slot.
    await forgetSecrets(parts, ownerId, replaced).catch(() => undefined);
  }

  /** A keeper that holds the new key, opened from what will be stored: what doesn't open is never stored. */
  async function open(rekeyed: Rekeyed, password: string, device: DeviceSecret): Promise<Keeper> {
    const keeper = parts.pool.take();
    try {
      const { passwordSlot: slot, vault, keys } = rekeyed;
      const stored = { vault, keys, anchor: null, acceptOlder: false };
      const input = {
        installationId: installation.id,
        slot,
        password,
        deviceSecret: device.deviceSecret,
        kdf,
        now: clock.now(),
        ...stored,
      };
      await keeper.call('openWithPassword', input);
      return keeper;
    } catch (error) {
      keeper.end();
      throw error;
    }
  }

  return {
    /**
     * Seals everything under a new key and makes a new recovery code; the previous one no longer opens.
     * Throws dataDamaged (an item doesn't open: nothing is changed), conflict, and as withPassword.
     */
    rekey: (person: Unlocked, password: string): Promise<NewCode> =>
      withPassword(parts, person, password, (device) =>
        person.vault.read(async () => {
          const { ownerId, vault: before } = person;
          const all = await database.repositories.items.readAll(ownerId);
          const secrets = all.map(({ id, secret }) => ({ id, secret }));
          const input = { ...device, password, kdf, now: clock.now(), secrets };
          const rekeyed = await parts.derivations.run(() => before.keeper.call('rekey', input));
          const keeper = await parts.derivations.run(() => open(rekeyed, password, device));
          try {
            await store(person, rekeyed);
          } catch (error) {
            keeper.end();
            throw error;
          }
          const opened = { generation: rekeyed.vault.generation, changes: 0, witnessed: before.witnessed };
          parts.replaceVault(before, new OpenVault(vaultParts, ownerId, keeper, opened));
          return parts.recovery.announce(ownerId, 'personal', rekeyed.recoveryCode);
        }),
      ),
  };
}
