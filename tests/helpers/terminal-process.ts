// A process of its own session, as a terminal's shell is: each line that it reads is one run of the CLI, a connection of its own.
import { createInterface } from 'node:readline';
import { AgentClient } from './agent-client.ts';

const [socket = '', tokenFile = ''] = process.argv.slice(2);

for await (const line of createInterface({ input: process.stdin })) {
  const { channel, payload, as } = JSON.parse(line) as { channel: string; payload: unknown; as: 'terminal' | 'program' };
  const client = await AgentClient.greeted({ socket, tokenFile }, { as, name: 'a test' });
  console.log(JSON.stringify(await client.call(channel, payload)));
  await client.close();
}
