import { html, nothing } from '../lib/lit.js';

/**
 * What the cluster of the questions is made of: each node with its pods, and the gateway with its rows.
 * @param {import('../model/exam.js').ExamPlan} plan
 * @param {import('../model/text.js').Translate} t
 */
export function planTable({ nodes, gateway }, t) {
  return html`<table class="plan"><caption>${t('ui.exam.plan')}</caption>
    <thead><tr><th scope="col">${t('ui.exam.plan.node')}</th><th scope="col">${t('ui.exam.plan.block')}</th><th scope="col">${t('ui.exam.plan.pods')}</th></tr></thead>
    <tbody>${nodes.map((node) => html`<tr><th scope="row">${node.name} ${code(node.address)}</th><td>${code(node.podCidr)}</td>
      <td><ul>${node.pods.map((pod) => html`<li><b>${pod.name}</b> ${code(pod.address)} ${pod.containers.map((each, i) => html`${i > 0 ? ', ' : '· '}${each.name} ${each.ports.map((port) => html`<code>:${port}</code>`)}`)}</li>`)}</ul></td></tr>`)}
    ${gateway ? html`<tr><th scope="row">${t('ui.exam.plan.gateway')} ${code(gateway.address)}</th><td colspan="2"><ul>${gateway.routes.map((row) => html`<li><code>${row.to} via ${row.via}</code></li>`)}</ul></td></tr>` : nothing}</tbody></table>`;
}

/** @param {string|undefined} text */
const code = (text) => (text ? html`<code>${text}</code>` : nothing);
