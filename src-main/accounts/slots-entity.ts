import { EntitySchema } from 'typeorm';
import type { Slot } from '../crypto/formats.ts';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

/** `retiredAt`: superseded, and kept until the next sign-in proves that the new slot opens. */
export type SlotRow = Slot & { readonly retiredAt: number | null };

export const slotEntity = new EntitySchema<SlotRow>({
  name: 'slot',
  tableName: 'slots',
  columns: {
    id: text('id', primary),
    ownerId: text('owner_id'),
    kind: text(),
    kdf: { type: 'simple-json', nullable: true },
    salt: blob(),
    secretId: text('secret_id', nullable),
    wrapped: blob(),
    verifier: text('verifier', nullable),
    createdAt: integer('created_at'),
    retiredAt: integer('retired_at', nullable),
  },
});
