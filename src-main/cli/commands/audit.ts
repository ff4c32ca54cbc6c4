import type { AuditFilter, AuditReport, AuditRowView } from '../../../src-shared/audit.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Caller } from '../connection.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, moment, visible } from '../text.ts';
import { withVault } from '../vault.ts';

const everything: AuditFilter = { personId: null, action: null, outcome: null, from: null, to: null };
const rowsDefault = 50;

export const audit = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    if (given.has('verify')) return verified(await agent.call('audit.verify', undefined));
    const format = given.text('export');
    if (format !== null) {
      const file = await agent.call('audit.export', { filter: everything, format: format === 'csv' ? 'csv' : 'json' });
      return { data: file, note: `${file.rows} rows written to ${visible(file.path)}.` };
    }
    const rows = await newest(agent, given.has('everyone'), given.whole('limit', { min: 1, max: 100_000 }) ?? rowsDefault);
    return { data: { rows }, out: columns(rows.map(shown)) };
  });

const shown = ({ sequence, at, actorName, action, targetName, outcome, client, detail }: AuditRowView): string[] => {
  const about = [targetName, detail].filter((text) => text !== null).join(' · ');
  return [String(sequence), moment(at), actorName ?? '–', action, outcome, client, about || '–'];
};

async function newest(agent: Caller, everyone: boolean, most: number): Promise<AuditRowView[]> {
  const rows: AuditRowView[] = [];
  for (let more = true; more && rows.length < most;) {
    const before = rows.at(-1)?.sequence ?? null;
    const page = { before, limit: Math.min(limits.pageMaxRows, most - rows.length) };
    const answer = everyone ? await agent.call('audit.everyone', { ...page, filter: everything }) : await agent.call('audit.own', page);
    rows.push(...answer.rows);
    more = answer.more && answer.rows.length > 0;
  }
  return rows;
}

function verified(report: AuditReport): Outcome {
  const { status, rows, problem } = report;
  if (status === 'intact') return { data: report, note: `Intact: ${rows} rows.` };
  const where = problem === null ? '' : ` ${problem.code} at row ${problem.sequence}; what came before ${moment(problem.since)} holds.`;
  return { data: report, note: `The log was changed.${where}`, exit: exitCodes.damaged };
}
