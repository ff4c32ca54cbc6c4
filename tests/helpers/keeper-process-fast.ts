import { randomBytes, randomUUID } from 'node:crypto';
import { createKeeperLogic } from '../../src-main/keeper/keeper-logic.ts';
import { parentPort } from '../../src-main/keeper/parent-port.ts';
import { serve } from '../../src-main/keeper/serve.ts';
import { fastDerive } from './fast-kdf.ts';

/** The keeper's process with a derivation that takes no time; the product has no switch for this. */
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
serve(parentPort(), createKeeperLogic({ derive: fastDerive, random, newId: randomUUID }), Promise.resolve());
