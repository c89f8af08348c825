import { html } from '../lib/lit.js';

/**
 * What Podlane reads of a cluster. Only kinds that every cluster has are named: kubectl refuses the whole command when it does
 * not know one of them. ConfigMaps are asked for by name, for others hold what is nobody's business.
 */
const KINDS = ['nodes', 'namespaces', 'pods', 'services', 'endpoints', 'endpointslices', 'networkpolicies', 'ingresses',
  'ingressclasses', 'deployments', 'replicasets', 'statefulsets', 'daemonsets', 'replicationcontrollers', 'jobs', 'cronjobs'];
const SETTINGS = ['kubeadm-config', 'kube-proxy', 'coredns', 'kube-flannel-cfg', 'calico-config', 'ip-masq-agent'];

export const OBJECTS_LINE = `kubectl get ${KINDS.join(',')} -A -o json > cluster.json`;
export const SETTINGS_LINE = `kubectl get configmaps -n kube-system ${SETTINGS.join(' ')} --ignore-not-found -o json > settings.json`;

/**
 * How to collect a cluster, and where it goes.
 * @param {import('../model/text.js').Translate} t
 * @param {(text: string) => void} copy
 */
export function collectors(t, copy) {
  const line = (/** @type {string} */ text) => html`<div class="command"><code>${text}</code>
    <button type="button" @click=${() => copy(text)}>${t('ui.copy')}</button></div>`;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  return html`<section class="collect" aria-label=${t('ui.import.collect')}>
    <p>${t('ui.import.collect')}</p>${line(OBJECTS_LINE)}
    <details><summary>${t('ui.import.collect.settings')}</summary>${line(SETTINGS_LINE)}</details>
    <p class="soft stays">${local ? t('ui.import.stays') : t('ui.import.leaves', location.host)} ${t('ui.import.blanked')}</p></section>`;
}
