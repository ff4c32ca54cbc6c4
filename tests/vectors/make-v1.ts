import { seal } from '../../src-main/crypto/aead.ts';
import { canonicalRow, chainHash, genesisHash } from '../../src-main/crypto/audit-chain.ts';
import type { AuditRecord, Slot } from '../../src-main/crypto/formats.ts';
import { sealUnderInstallationCode } from '../../src-main/crypto/installation-slot.ts';
import { derivePasswordKey } from '../../src-main/crypto/kdf.ts';
import { bindingOf } from '../../src-main/crypto/labels.ts';
import { createPersonKeys, openIdentityKey, signParts } from '../../src-main/crypto/person-keys.ts';
import { aeadKey } from '../../src-main/crypto/primitives.ts';
import { makeRecoveryCode } from '../../src-main/crypto/recovery-code.ts';
import { macOf } from '../../src-main/crypto/row-mac.ts';
import { sealTo } from '../../src-main/crypto/sealed-box.ts';
import { createPasswordSlot, createRecoverySlot } from '../../src-main/crypto/slots.ts';
import { fingerprint, type Part, sealPart, vaultCipher } from '../../src-main/crypto/vault-keys.ts';
import { fixedRandomness } from '../helpers/fixed-randomness.ts';

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** What everything in the vectors is made of. Bytes are in hex. */
export const inputs = {
  installationId: '11111111-1111-4111-8111-111111111111',
  ownerId: '22222222-2222-4222-8222-222222222222',
  itemId: '33333333-3333-4333-8333-333333333333',
  secretId: '44444444-4444-4444-8444-444444444444',
  passwordSlotId: '55555555-5555-4555-8555-555555555555',
  recoverySlotId: '66666666-6666-4666-8666-666666666666',
  // Composed, decomposed and compatibility characters, so that the normal form counts.
  password: 'Stra\u00dfe cafe\u0301 \ufb01ne \u{1F511} a long one',
  kdf: { algorithm: 'argon2id', memoryKib: 65_536, iterations: 3, parallelism: 4 },
  deviceSecret: 'd0'.repeat(32),
  vaultKey: '4b'.repeat(32),
  auditKey: 'a0'.repeat(32),
  rowKey: 'c0'.repeat(32),
  backupKey: 'b0'.repeat(32),
  now: 1_767_225_600_000,
  plaintext: '{"name":"Börse","fields":[]}',
  revisions: { summary: 1, secret: 7, snapshot: 300, change: 65_536, head: 4_294_967_296 },
} as const;

const writtenSlot = ({ salt, wrapped, ...slot }: Slot) => ({ ...slot, salt: hexOf(salt), wrapped: hexOf(wrapped) });

async function slots(code: Uint8Array) {
  const context = { installationId: inputs.installationId, ownerId: inputs.ownerId, derive: derivePasswordKey };
  const shared = { vaultKey: bytesOf(inputs.vaultKey), now: inputs.now };
  const deviceSecret = bytesOf(inputs.deviceSecret);
  const { password, secretId, kdf, passwordSlotId, recoverySlotId } = inputs;
  return {
    passwordSlot: writtenSlot(
      await createPasswordSlot(
        { ...context, random: fixedRandomness('v1 password slot') },
        { ...shared, slotId: passwordSlotId, password, deviceSecret, secretId, kdf },
      ),
    ),
    recoverySlot: writtenSlot(
      createRecoverySlot({ ...context, random: fixedRandomness('v1 recovery slot') }, { ...shared, slotId: recoverySlotId, code }),
    ),
    installationSlot: hexOf(
      sealUnderInstallationCode({
        installationId: inputs.installationId,
        code,
        backupKey: bytesOf(inputs.backupKey),
        random: fixedRandomness('v1 installation slot'),
      }),
    ),
  };
}

function vaultVectors() {
  const vault = vaultCipher(inputs.ownerId, bytesOf(inputs.vaultKey));
  const random = fixedRandomness('v1 vault');
  const plaintext = new TextEncoder().encode(inputs.plaintext);
  const sealed = ([part, revision]: [string, number]) => [
    part,
    hexOf(sealPart(vault, part as Part, inputs.itemId, revision, plaintext, random)),
  ];
  const keys = createPersonKeys(vault, random);
  const identity = openIdentityKey(vault, keys);
  return {
    parts: Object.fromEntries(Object.entries(inputs.revisions).map(sealed)) as Record<keyof typeof inputs.revisions, string>,
    fingerprint: fingerprint(vault, 'hunter2'),
    personKeys: {
      dropBoxPublic: hexOf(keys.dropBoxPublic),
      dropBoxPrivate: hexOf(keys.dropBoxPrivate),
      identityPublic: hexOf(keys.identityPublic),
      identityPrivate: hexOf(keys.identityPrivate),
    },
    signature: hexOf(signParts(identity, 'audit/witness', inputs.ownerId, 1, 20, null)),
  };
}

function auditVectors() {
  const key = bytesOf(inputs.auditKey);
  const rows: Omit<AuditRecord, 'hash'>[] = [
    {
      sequence: 1,
      epoch: 1,
      at: inputs.now,
      actorId: null,
      action: 'installation.created',
      targetKind: null,
      targetId: null,
      outcome: 'ok',
      client: '',
      detail: null,
    },
    {
      sequence: 2,
      epoch: 1,
      at: inputs.now + 1,
      actorId: inputs.ownerId,
      action: 'session.signedIn',
      targetKind: 'account',
      targetId: inputs.ownerId,
      outcome: 'failed',
      client: 'desktop',
      detail: null,
    },
  ];
  const genesis = genesisHash(inputs.installationId, 1);
  const first = chainHash(key, genesis, rows[0]!);
  return {
    genesis: hexOf(genesis),
    rows: rows.map((row) => hexOf(canonicalRow(row))),
    hashes: [hexOf(first), hexOf(chainHash(key, first, rows[1]!))],
  };
}

/** Everything of format 1 that is stored or sent, made anew. */
export async function makeVectors() {
  const code = makeRecoveryCode(fixedRandomness('v1 recovery code'));
  const binding = bindingOf('label', inputs.ownerId, 'text', 42, null, '', Uint8Array.of(0, 255));
  const random = fixedRandomness('v1 blob');
  const vault = vaultVectors();
  const place = { kind: 'notification', ownerId: inputs.ownerId, id: inputs.itemId } as const;
  const plaintext = new TextEncoder().encode(inputs.plaintext);
  return {
    inputs,
    binding: hexOf(binding),
    blob: hexOf(seal(aeadKey(bytesOf(inputs.vaultKey)), plaintext, binding, random)),
    passwordKey: hexOf(await derivePasswordKey(inputs.password, inputs.kdf, new Uint8Array(16).fill(1))),
    recoveryCode: { text: code.text, bytes: hexOf(code.bytes) },
    ...(await slots(code.bytes)),
    ...vault,
    audit: auditVectors(),
    rowMac: hexOf(macOf(bytesOf(inputs.rowKey), 'accounts', inputs.ownerId, ['administrator', 'active', null, 3, Uint8Array.of(1, 2)])),
    sealedBox: hexOf(sealTo(bytesOf(vault.personKeys.dropBoxPublic), place, plaintext, fixedRandomness('v1 sealed box'))),
  };
}
