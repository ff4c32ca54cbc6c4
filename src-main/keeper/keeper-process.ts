import { randomBytes, randomUUID } from 'node:crypto';
import { derivePasswordKey } from '../crypto/kdf.ts';
import { selfTest } from '../crypto/self-test.ts';
import { createKeeperLogic } from './keeper-logic.ts';
import { parentPort } from './parent-port.ts';
import { serve } from './serve.ts';

const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
serve(parentPort(), createKeeperLogic({ derive: derivePasswordKey, random, newId: randomUUID }), selfTest());
