import { rect, words } from '../shapes.js';
import { SIGNS } from './endpoint.js';
import { zoomOf } from './router-card.js';

/** @typedef {import('../../model/types.js').ServicePlate} ServicePlate */
/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/** @typedef {import('../shapes.js').Box & {id: string, name: string, address: string, title: string, type: string, signs: string, more: number, touched: boolean}} Ghost an address that no interface has; `more`: how many others it speaks for,
 *   `signs`: one for each endpoint */

const MOST_SIGNS = 6;
const LOW = 50;
/** How high name and address are together on the screen; a plate grows for them where the picture is small, within bounds. */
const TWO_LINES = 37;
const HIGHEST = 80;

/** @param {ServicePlate[]} services @param {import('../metrics.js').Metrics} m @returns {number} how high their row is, with what parts it from the machines */
export const ghostsHeight = (services, { ghost }) => (services.length === 0 ? 0 : ghost.gap + ghost.h);

/**
 * Services stand in a row of their own under the machines, joined to nothing, from where the first machine stands. One more moves nothing else.
 * @param {import('../scene.js').Scene} scene
 * @param {ServicePlate[]} services
 */
export function placeGhosts(scene, services) {
  if (services.length === 0) return;
  const { narrow, margin, ghost: { w, h: usual, gap } } = scene.ground.m;
  const h = narrow ? usual : Math.min(HIGHEST, Math.max(usual, TWO_LINES / zoomOf(scene.ground)));
  const left = Math.max(margin, Math.min(scene.width / 2, ...scene.machines.map((m) => m.x)));
  const room = Math.max(1, Math.floor((scene.width - margin - left + gap) / (w + gap)));
  const shown = services.length <= room ? services : services.slice(0, room - 1);
  const y = scene.height - margin + gap;
  const box = (/** @type {number} */ i) => ({ x: left + i * (w + gap), y, w, h });
  scene.ghosts.push(...shown.map((s, i) => ({
    ...box(i), id: `service:${s.namespace}/${s.name}`, name: s.name, address: `${bracketed(s.addresses[0] ?? '')}${s.ports[0] ? `:${s.ports[0].split('/')[0]}` : ''}`,
    title: [`${s.type} ${s.namespace}/${s.name}`, ...s.addresses, ...s.ports, ...(s.endpoints ?? []).map((e) => `${signOf(e)} ${e.pod ?? e.address}`)].join('\n'),
    type: s.type, signs: signsOf(s.endpoints ?? []), more: 0, touched: false,
  })));
  if (shown.length < services.length) {
    const rest = services.slice(shown.length);
    scene.ghosts.push({ ...box(shown.length), id: 'service:more', name: '', address: '', title: rest.map((s) => `${s.namespace}/${s.name}`).join('\n'), type: '', signs: '', more: rest.length, touched: false });
  }
  scene.height = y + h + margin;
}

/** @param {import('../../model/types.js').PlateEndpoint} e */
const signOf = ({ ready, terminating }) => SIGNS[terminating ? 'terminating' : ready ? 'ready' : 'unready'];

/** A sign for each of a few; of many how many are ready. @param {import('../../model/types.js').PlateEndpoint[]} all */
const signsOf = (all) => (all.length <= MOST_SIGNS ? all.map(signOf).join(' ') : `${SIGNS.ready} ${all.filter((e) => e.ready).length}/${all.length}`);

/** @param {string} address */
const bracketed = (address) => (address.includes(':') ? `[${address}]` : address);

/** Its address, without the port where both have no room. @param {Ghost} g @param {number} room @param {Look} look */
const addressOf = ({ address }, room, look) => (look.meter.width(address, 'mono', look.size(12)) <= room ? address : address.replace(/:\d+$/, ''));

/**
 * @param {Ghost} g
 * @param {Look} look
 * @returns {Figure[]}
 */
export function paintGhost(g, look) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  const room = g.w - 20;
  const name = g.more > 0 ? look.t('ui.stage.servicesMore', g.more) : g.name;
  const size = look.size(12);
  const near = g.more === 0 && (look.level === 'pod' || (look.told === true && 5 + size * 2.55 <= g.h));
  /** Of two lines the first has the signs, so that the address has the other. */
  const isLow = g.h < LOW || look.level !== 'pod';
  const y = near ? g.y + 5 + size : g.y + g.h / 2 + size * 0.36;
  /** Where signs and address have no room beside one another, the signs have that of the type. */
  const isApart = near && (isLow || look.meter.width(g.address, 'mono', size) + look.meter.width(g.signs, 'text', size) + 8 > room);
  const type = near && !isApart ? words(look, { x: g.x + g.w - 10, y }, g.type, { cls: 'violet', anchor: 'end', room: g.w * 0.45, whole: true }) : [];
  const isBelow = near && !isApart;
  const signs = g.more === 0 ? words(look, { x: g.x + g.w - 10, y: isBelow ? y + size * 1.25 : y }, g.signs, { anchor: 'end', room: isBelow ? g.w * 0.4 : room - look.meter.width(name, 'strong', size) - 8, whole: true }) : [];
  const marked = signs.reduce((sum, w) => sum + look.meter.width(w.text, w.role, w.size) + 8, 0);
  const taken = isBelow ? type.reduce((sum, w) => sum + look.meter.width(w.text, w.role, w.size) + 8, 0) : marked;
  return [{
    key: g.id, part: g.id, cls: g.touched ? 'ghost touched' : 'ghost', title: [g.title, look.t('glossary.service')].join('\n'),
    shapes: [
      rect(g, 'body', 9), ...words(look, { x: g.x + 10, y }, name, { role: 'strong', room: room - taken }), ...type, ...signs,
      ...(near ? words(look, { x: g.x + 10, y: y + size * 1.25 }, addressOf(g, room, look), { role: 'mono', cls: 'violet', room: isBelow ? room - marked : room, whole: isLow }) : []),
      ...(near && y + size * 2.8 <= g.y + g.h ? words(look, { x: g.x + 10, y: y + size * 2.5 }, look.t('ui.stage.nobody'), { cls: 'soft', room }) : []),
    ],
  }];
}
