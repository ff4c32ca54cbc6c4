import { AppError } from '../../src-shared/errors.ts';
import { aeadKey, open, seal } from './aead.ts';
import type { KdfParameters, Slot } from './formats.ts';
import { checkKdf, type DerivePasswordKey } from './kdf.ts';
import { bindingOf } from './labels.ts';
import { equalBytes, hkdf, joined, keyBytes, type Randomness } from './primitives.ts';
import { makeVerifier, matchesVerifier } from './verifier.ts';

export interface SlotContext {
  readonly installationId: string;
  readonly ownerId: string;
  readonly derive: DerivePasswordKey;
  readonly random: Randomness;
}

export interface NewPasswordSlot {
  readonly slotId: string;
  readonly vaultKey: Uint8Array;
  readonly password: string;
  readonly deviceSecret: Uint8Array;
  readonly secretId: string;
  readonly kdf: KdfParameters;
  readonly now: number;
}

const saltBytes = 16;

/** What a slot's sealed key is bound to: moved to another owner, slot, cost or salt it doesn't open. */
const slotBinding = (ctx: Pick<SlotContext, 'installationId' | 'ownerId'>, slot: Omit<Slot, 'wrapped' | 'verifier'>): Uint8Array =>
  bindingOf(
    'slot',
    ctx.ownerId,
    ...[ctx.installationId, slot.id, slot.kind],
    ...(slot.kdf === null ? [null] : [slot.kdf.algorithm, slot.kdf.memoryKib, slot.kdf.iterations, slot.kdf.parallelism]),
    ...[slot.salt, slot.secretId],
  );

/** passwordKey ‖ deviceSecret → the slot's key and the verifier's material; neither alone gives a guess away. */
function split(ownerId: string, root: Uint8Array): { slotKey: Uint8Array; verifierKey: Uint8Array } {
  return { slotKey: hkdf(root, bindingOf('slot/password', ownerId)), verifierKey: hkdf(root, bindingOf('verifier', ownerId)) };
}

/** Throws dataDamaged for parameters outside the bounds, invalidInput for an empty or over-long password. */
export async function createPasswordSlot(ctx: SlotContext, made: NewPasswordSlot): Promise<Slot> {
  checkKdf(made.kdf);
  const salt = ctx.random(saltBytes);
  const head = {
    id: made.slotId,
    ownerId: ctx.ownerId,
    kind: 'password',
    kdf: made.kdf,
    salt,
    secretId: made.secretId,
    createdAt: made.now,
  } as const;
  const root = await rootOf(ctx, made.password, made.kdf, salt, made.deviceSecret);
  const { slotKey, verifierKey } = split(ctx.ownerId, root);
  root.fill(0);
  const wrapped = seal(aeadKey(slotKey), made.vaultKey, slotBinding(ctx, head), ctx.random);
  const verifier = await makeVerifier(verifierKey, ctx.random);
  slotKey.fill(0);
  verifierKey.fill(0);
  return { ...head, wrapped, verifier };
}

/**
 * The vault key. The slot opens: accepted. Only the verifier matches: dataDamaged. Neither: wrongPassword.
 * Also throws dataDamaged for a malformed slot or verifier or a cost outside the bounds, dataFromNewerVersion.
 */
export async function openPasswordSlot(ctx: SlotContext, slot: Slot, password: string, deviceSecret: Uint8Array): Promise<Uint8Array> {
  if (slot.kind !== 'password' || slot.kdf === null || slot.salt.length !== saltBytes || slot.verifier === null) throw damagedSlot();
  checkKdf(slot.kdf);
  const root = await rootOf(ctx, password, slot.kdf, slot.salt, deviceSecret);
  const { slotKey, verifierKey } = split(ctx.ownerId, root);
  root.fill(0);
  try {
    return vaultKeyIn(open(aeadKey(slotKey), slot.wrapped, slotBinding(ctx, slot)));
  } catch (error) {
    if (error instanceof AppError && error.code === 'dataFromNewerVersion') throw error;
    throw (await matchesVerifier(verifierKey, slot.verifier)) === false ? new AppError('wrongPassword') : damagedSlot();
  } finally {
    slotKey.fill(0);
    verifierKey.fill(0);
  }
}

/** The work of opening a slot for somebody who has none, so that the time tells nothing. Always throws wrongPassword. */
export async function pretendToOpen(ctx: Pick<SlotContext, 'derive' | 'random'>, password: string, kdf: KdfParameters): Promise<never> {
  const material = await ctx.derive(password, kdf, ctx.random(saltBytes));
  await makeVerifier(material, ctx.random);
  throw new AppError('wrongPassword');
}

export interface NewRecoverySlot {
  readonly slotId: string;
  readonly vaultKey: Uint8Array;
  /** The 20 bytes of the recovery code. */
  readonly code: Uint8Array;
  readonly now: number;
}

export function createRecoverySlot(ctx: Omit<SlotContext, 'derive'>, made: NewRecoverySlot): Slot {
  const salt = ctx.random(saltBytes);
  const head = { id: made.slotId, ownerId: ctx.ownerId, kind: 'recovery', kdf: null, salt, secretId: null, createdAt: made.now } as const;
  const { key, check } = recoveryKeys(ctx.ownerId, made.code, salt);
  return { ...head, wrapped: seal(aeadKey(key), made.vaultKey, slotBinding(ctx, head), ctx.random), verifier: check.toString('base64') };
}

/** The vault key. Throws wrongRecoveryCode, dataDamaged (the code is right, the slot isn't), dataFromNewerVersion. */
export function openRecoverySlot(ctx: Pick<SlotContext, 'installationId' | 'ownerId'>, slot: Slot, code: Uint8Array): Uint8Array {
  if (slot.kind !== 'recovery' || slot.salt.length !== saltBytes || slot.verifier === null) throw damagedSlot();
  const { key, check } = recoveryKeys(ctx.ownerId, code, slot.salt);
  try {
    return vaultKeyIn(open(aeadKey(key), slot.wrapped, slotBinding(ctx, slot)));
  } catch (error) {
    if (error instanceof AppError && error.code === 'dataFromNewerVersion') throw error;
    const stored = Buffer.from(slot.verifier, 'base64');
    throw stored.length !== check.length || equalBytes(check, stored) ? damagedSlot() : new AppError('wrongRecoveryCode');
  }
}

/** A code has 160 random bits, so a plain derived value may tell "right code, damaged slot" from "wrong code". */
function recoveryKeys(ownerId: string, code: Uint8Array, salt: Uint8Array): { key: Uint8Array; check: Buffer } {
  return {
    key: hkdf(code, bindingOf('slot/recovery', ownerId), salt),
    check: Buffer.from(hkdf(code, bindingOf('recovery/verifier', ownerId), salt)),
  };
}

async function rootOf(
  ctx: SlotContext,
  password: string,
  kdf: KdfParameters,
  salt: Uint8Array,
  deviceSecret: Uint8Array,
): Promise<Uint8Array> {
  if (deviceSecret.length !== keyBytes) throw new AppError('dataDamaged', { what: 'device secret' });
  const passwordKey = await ctx.derive(password, kdf, salt);
  const root = joined(passwordKey, deviceSecret);
  passwordKey.fill(0);
  return root;
}

function vaultKeyIn(opened: Uint8Array): Uint8Array {
  if (opened.length !== keyBytes) throw damagedSlot();
  return opened;
}

const damagedSlot = (): AppError => new AppError('dataDamaged', { what: 'slot' });
