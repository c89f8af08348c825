import { actOf } from './acts.js';
import { asked } from './probe.js';

/** @typedef {import('./types.js').Mark} Mark */
/**
 * @typedef {object} Chance an endpoint that could have been chosen
 * @property {string} address with its port
 * @property {string} pod as namespace/name, empty where no pod has the address
 * @property {string} percent its chance, such as 33.3 %
 * @property {boolean} chosen whether the packet went there
 * @property {Partial<import('./types.js').Probe>|null} probe the probe that was sent, with this endpoint chosen; null where it cannot be, as for
 *   the Service of a DNS server
 */

/**
 * The endpoints of the choice that a translation made.
 * @param {Mark} mark
 * @param {Pick<import('./state.js').State, 'trace'|'probe'|'stale'>} state
 * @returns {Chance[]} none at a step that chose nothing
 */
export function chancesOf(mark, { trace, probe, stale }) {
  const { type, fields } = mark.step;
  const act = trace?.acts?.[actOf(mark)];
  const backends = (act?.kind === 'own' ? trace : act?.trace ?? trace)?.outcome.backends ?? [];
  if (!trace || type !== 'Translated' || fields['side'] !== 'destination' || fields['undo'] === true) return [];
  const went = (/** @type {{address: string, port: number}} */ b) => b.address === fields['toAddress'] && b.port === fields['toPort'];
  if (!backends.some(went)) return [];
  return backends.map((b) => ({
    address: `${b.address}:${b.port}`, pod: b.pod ?? '', chosen: went(b), percent: percent(b.probability),
    probe: act && act.kind !== 'own' ? null : { ...asked(stale ? trace.probe : probe), endpoint: b.pod ?? b.address },
  }));
}

/** @param {number} probability */
const percent = (probability) => `${Number((probability * 100).toFixed(1))} %`;
