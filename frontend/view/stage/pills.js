import { fit } from '../../layout/detail.js';

/**
 * A pill grows with its text when there is room; a port's pill keeps its place and its text is cut instead. Among others
 * in a row a device keeps its name rather than its address.
 * @template {import('../../layout/pod.js').Pill} P
 * @param {P} p
 * @param {import('../../layout/detail.js').Detail} detail
 * @returns {P}
 */
export function sized(p, detail) {
  if (p.kind === 'jack') return p;
  const roomy = p.kind === 'nic' || p.kind === 'leg' || p.kind === 'tunnel';
  const most = p.room ?? (roomy ? 230 : p.kind === 'port' ? 86 : 60);
  const whole = fit(p.text, most - 12, detail.small * 1.03);
  const name = p.text.split(' ')[0];
  const fitting = whole !== p.text && p.room && name !== p.text ? fit(name, most - 12, detail.small * 1.03) : whole;
  const text = p.kind === 'port' && fitting.length < Math.min(8, p.text.length) ? '' : fitting;
  if (text === '') return { ...p, text, w: 15, h: 15 };
  const w = Math.max(p.kind === 'lo' ? 26 : 34, text.length * detail.small * 0.61 + 16);
  return { ...p, text, w, h: Math.max(22, detail.small * 1.7) };
}
