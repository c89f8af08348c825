import { walkLine } from './walk.js';

/** @typedef {import('./walk.js').WalkState} WalkState */

/**
 * The walk as a text: what was asked, each step of the chosen detail with its number, and how it ended.
 * @param {Pick<WalkState, 'trace'|'level'|'arp'|'open'>} walk
 * @param {string} name of the cluster
 * @param {import('./text.js').Translate} t
 * @returns {string} with a line end at its end, empty without a walk
 */
export function listingOf(walk, name, t) {
  const { trace } = walk;
  if (!trace) return '';
  const { from, to, protocol, port } = trace.probe;
  const { steps, numberOf } = walkLine(walk);
  const width = String(steps.length).length;
  const rows = steps.map((m) => {
    const number = String(numberOf.get(m.seq) ?? '').padStart(width);
    const flow = t(`ui.flow.${m.flow}`);
    return `${number}. ${t('ui.listing.step', m.namespace, flow, `${m.stop ? '✕ ' : ''}${m.step.sentence}`)}`;
  });
  return [name, `${protocol} ${from} → ${to}${port ? `:${port}` : ''}`, '', ...rows, '', trace.outcome.sentence, ''].join('\n');
}
