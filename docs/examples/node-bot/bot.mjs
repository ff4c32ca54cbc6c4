// A bot that asks Strongroom itself. Its person connects it once (Preferences, Connected programs, or
// `strongroom grant program add "Node bot"`) and gives it the token; the first question then waits for a yes.
//
//   STRONGROOM_TOKEN=srp_… node bot.mjs
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const exitCodes = { 4: 'the vault is locked', 5: 'its person said no', 6: 'Strongroom is not running', 8: 'nobody answered' };

async function read(...references) {
  try {
    const { stdout } = await run('strongroom', ['read', '--json', ...references]);
    return JSON.parse(stdout).values;
  } catch (error) {
    throw new Error(`No secret: ${exitCodes[error.code] ?? `strongroom ended with ${error.code}`}.`, { cause: error });
  }
}

const [key] = await read('strongroom://Exchange/key');
console.log(`got a key of ${key.length} characters`);
