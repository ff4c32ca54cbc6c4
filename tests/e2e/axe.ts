import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TestWindow } from './window.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: string[];
}

/** What axe finds serious or critical on the page as it stands; run in a world of its own, so that the page's policy needs no hole. */
export async function serious(window: TestWindow): Promise<Finding[]> {
  const { pipe, session } = window.desktop.shell;
  const { frameTree } = await pipe.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree', {}, session);
  const world = { frameId: frameTree.frame.id, worldName: 'axe' };
  const { executionContextId: contextId } = await pipe.send<{ executionContextId: number }>('Page.createIsolatedWorld', world, session);
  await pipe.send('Runtime.evaluate', { expression: axe, contextId }, session);
  const expression = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 160) + ' | ' + failureSummary.slice(0, 200)) })))`;
  const answer = await pipe.send<{ result: { value: Finding[] } }>(
    'Runtime.evaluate',
    { expression, contextId, awaitPromise: true, returnByValue: true },
    session,
  );
  return answer.result.value;
}
