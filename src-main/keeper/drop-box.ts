import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { notificationFactsSchema, notificationTriggerSchema } from '../../src-shared/notifications.ts';
import { openDropBoxKey } from '../crypto/person-keys.ts';
import type { KeyObject } from '../crypto/primitives.ts';
import { openBox } from '../crypto/sealed-box.ts';
import type { KeeperInput, KeeperOutput } from './keeper-protocol.ts';
import { decodeJson, versionField } from './sealed-json.ts';
import type { VaultState } from './vault-state.ts';

const contentSchema = z.strictObject({ ...versionField, trigger: notificationTriggerSchema, facts: notificationFactsSchema });

/** Opens notifications one by one: what is damaged says so for itself alone. Throws dataDamaged where the drop-box key is. */
export function openNotifications({ cipher, keys }: VaultState, { sealed }: KeeperInput<'openSealed'>): KeeperOutput<'openSealed'> {
  const key = openDropBoxKey(cipher, keys);
  return sealed.map(({ id, blob }) => openOne(key, cipher.ownerId, id, blob));
}

function openOne(key: KeyObject, ownerId: string, id: string, blob: Uint8Array): KeeperOutput<'openSealed'>[number] {
  try {
    const plain = openBox(key, { kind: 'notification', ownerId, id }, blob);
    const { trigger, facts } = decodeJson(plain, contentSchema, 'notification');
    return { id, content: { trigger, facts } };
  } catch (error) {
    return { id, failure: error instanceof AppError ? error.code : 'internal' };
  }
}
