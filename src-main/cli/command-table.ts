import { machineCommands } from './commands-of/machine.ts';
import { programsCommands } from './commands-of/programs.ts';
import { sessionCommands } from './commands-of/session.ts';
import { vaultCommands } from './commands-of/vault.ts';

/** All there is: help, completion and the manual are made of this. */
export const commandTable = [...sessionCommands, ...vaultCommands, ...programsCommands, ...machineCommands] as const;

export type CommandPath = (typeof commandTable)[number]['path'];
