import { parentPort } from '../keeper/parent-port.ts';
import { serveParser } from './serve-parser.ts';

serveParser(parentPort());
