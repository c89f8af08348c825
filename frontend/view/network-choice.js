import { html, nothing } from '../lib/lit.js';
import { enforcementOf } from '../model/gates.js';
import { POD_NETWORKS, POLICY_ENGINES, PROXY_MODES, choiceOf, engineEdits } from '../model/network.js';

/** @typedef {import('../model/state.js').State} State */
/** @typedef {import('../model/text.js').Translate} Translate */
/** @typedef {(first: import('../model/deeds.js').EditBody, ...more: import('../model/deeds.js').EditBody[]) => void} Make */

/**
 * The forms in which kube-proxy writes its rules, side by side: another one is an edit, after which the packet is sent again.
 * @param {State} state
 * @param {Translate} t
 * @param {Make} make
 */
export function proxySwitch(state, t, make) {
  const network = state.topology?.network;
  if (!network) return nothing;
  return html`<div class="switch" role="group" aria-label=${t('ui.network.proxyMode')}>${PROXY_MODES.map((mode) => html`
    <button type="button" aria-pressed=${network.proxyMode === mode ? 'true' : 'false'} ?disabled=${state.running || state.at !== null}
      @click=${() => change(state, 'proxyMode', mode, make)}>${mode}</button>`)}</div>`;
}

/**
 * What connects the pods, and who writes the rules of Services.
 * @param {State} state
 * @param {Translate} t
 * @param {Make} make
 */
export function networkChoices(state, t, make) {
  const network = state.topology?.network;
  if (!network) return nothing;
  const kinds = POD_NETWORKS.includes(network.podNetwork) ? POD_NETWORKS : [network.podNetwork, ...POD_NETWORKS];
  return html`<div class="choices"><label><span>${t('ui.network.podNetwork')}</span>
    <select name="podNetwork" title=${t('ui.network.help')} ?disabled=${state.running || state.at !== null}
      @change=${(/** @type {any} */ e) => change(state, 'podNetwork', e.target.value, make)}>
      ${kinds.map((k) => html`<option value=${k} ?selected=${k === network.podNetwork}>${k}</option>`)}</select></label>
    ${(state.topology?.services ?? []).length === 0 ? nothing : html`<div class="choice"><span>${t('ui.network.proxyMode')}</span>${proxySwitch(state, t, make)}</div>`}</div>`;
}

/**
 * Who enforces policies: a switch, with what that one does. Another one is an edit, after which the packet is sent again.
 * @param {State} state
 * @param {Translate} t
 * @param {Make} make
 */
export function engineChoice(state, t, make) {
  const { topology } = state;
  const network = topology?.network;
  const engine = network?.policyEngine;
  if (!topology || !network || engine === undefined || enforcementOf(topology) === null) return nothing;
  const known = POLICY_ENGINES.includes(engine);
  const bridge = network.podNetwork === 'bridge' || network.podNetwork === 'cni-bridge';
  const name = (/** @type {string} */ e) => (e === 'none' ? t(bridge ? 'ui.engine.bridge' : 'ui.engine.none') : e);
  const help = !known || !network.policiesSimulated && engine !== 'none' ? 'ui.engine.unknown' : `ui.engine.${engine}.help`;
  return html`<h2 id="engine-title">${t('ui.engine')}</h2><div class="choices engine"><select name="policyEngine" aria-labelledby="engine-title" ?disabled=${state.running || state.at !== null}
      @change=${(/** @type {any} */ e) => {
        const [first, ...more] = engineEdits(topology, e.target.value);
        if (first) make(first, ...more);
      }}>
      ${(known ? POLICY_ENGINES : [engine, ...POLICY_ENGINES]).map((e) => html`<option value=${e} ?selected=${e === engine}>${name(e)}</option>`)}</select>
    <p class="soft">${t(help)}</p></div>`;
}

/** @param {State} state @param {'proxyMode'|'podNetwork'} field @param {string} value @param {Make} make */
function change(state, field, value, make) {
  const edit = choiceOf(state.topology, field, value);
  if (edit) make(edit);
}
