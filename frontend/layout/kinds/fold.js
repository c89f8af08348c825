import { rect, words } from '../shapes.js';

/** @typedef {import('../shapes.js').Look} Look */
/** @typedef {import('../shapes.js').Figure} Figure */
/**
 * Where a machine tells how many pods it has that take no part: in the corner of its last pod, or in a box of its own.
 * @typedef {import('../folds.js').Fold & import('../shapes.js').Box & {machine: string, alone: boolean}} FoldBox
 */

/** A finger's width, in world units; the pictures it is for are not much smaller. */
const H = 44;

/**
 * @param {import('./machine.js').MachineBox} box
 * @param {import('../folds.js').Fold|undefined} fold
 * @returns {FoldBox|null}
 */
export function placeFold(box, fold) {
  if (!fold) return null;
  const last = box.pods[box.pods.length - 1];
  const own = { ...fold, machine: box.id, h: H };
  if (!last) return { ...own, alone: true, x: box.band.x, y: box.band.y + box.band.h + box.m.veth, w: box.band.w };
  last.fold = { ...own, alone: false, x: last.x + last.w / 2, y: last.y + last.h - H, w: last.w / 2 };
  return last.fold;
}

/**
 * @param {FoldBox} fold
 * @param {Look} look
 * @param {number} room
 * @returns {string} how many they are, as long as there is room for it
 */
export function foldText({ pods, kind, open }, look, room) {
  if (open) return look.t('ui.stage.fold');
  const long = look.t(kind === 'container' ? 'ui.stage.folded.containers' : 'ui.stage.folded.pods', pods.length);
  return look.meter.width(long, 'text', look.size(12)) <= room ? long : `+${pods.length}`;
}

/**
 * @param {FoldBox} fold
 * @param {Look} look
 * @param {{y: number, room: number}} [at] baseline of the text and how long it may be, where it stands in a pod
 * @returns {Figure[]}
 */
export function paintFold(fold, look, at) {
  if (look.level === 'fleet' || look.level === 'rack') return [];
  const size = look.size(12);
  const text = foldText(fold, look, at?.room ?? fold.w - 16);
  const place = at ? { x: fold.x + fold.w - 10, y: at.y } : { x: fold.x + fold.w / 2, y: fold.y + fold.h / 2 + size * 0.36 };
  return [{
    key: `fold:${fold.machine}`, cls: fold.alone ? 'fold alone' : 'fold', ns: fold.machine, fold: fold.machine,
    title: [look.t(fold.open ? 'ui.stage.fold.help' : 'ui.stage.folded.help'), ...fold.pods].join('\n'),
    shapes: [rect(fold, 'box', 10), ...words(look, place, text, { cls: 'fold-word', anchor: at ? 'end' : 'middle' })],
  }];
}
