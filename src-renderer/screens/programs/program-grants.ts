import type { GrantView, ProgramView } from '../../../src-shared/agent/programs.ts';

interface ProgramGrants {
  readonly program: ProgramView;
  readonly grants: readonly GrantView[];
}

/** Each program with what it may at a time (epoch milliseconds): connected ones first, then by who asked last. Whatever holds a grant is in it. */
export function withGrants(programs: readonly ProgramView[], all: readonly GrantView[], now: number): readonly ProgramGrants[] {
  const grants = all.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  const known = new Set(programs.map(({ key }) => key));
  const others = new Map(grants.filter(({ programKey }) => !known.has(programKey)).map((grant) => [grant.programKey, programOf(grant)]));
  return [...programs, ...others.values()]
    .map((program) => ({ program, grants: grants.filter(({ programKey }) => programKey === program.key) }))
    .toSorted((a, b) => Number(b.program.registered) - Number(a.program.registered) || lastSeen(b.program) - lastSeen(a.program));
}

const lastSeen = ({ lastAskedAt, createdAt }: ProgramView): number => lastAskedAt ?? createdAt;

/** A program that is known by its grant alone. */
const programOf = ({ programKey, programName, createdAt }: GrantView): ProgramView => ({
  ...{ key: programKey, name: programName, path: null, registered: false, origin: null, createdAt },
  ...{ lastAskedAt: null, asked: 0, refused: 0 },
});
