import { momentsOf } from './timeline.js';

/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Fold} Fold */
/** @typedef {import('./types.js').Hop} Hop */
/** @typedef {import('./types.js').Mark} Mark */
/** @typedef {import('./types.js').Level} Level */
/**
 * A part of a walk that can be told by itself: one step, or several that can be told as one.
 * @typedef {object} Scene
 * @property {string} id `hop.index` of its first step
 * @property {number} seq of its first step
 * @property {'step'|'arp'|'again'|'connection'|'crowd'} kind a question of ARP, packets sent again, later packets of a connection, or
 *   those that heard a flood in vain
 * @property {Mark} mark its first step; columns are those of all steps
 * @property {Scene[]} children in order of play; none of a single step
 * @property {Fold|null} fold what the server says of it
 */
/**
 * What of a score is told.
 * @typedef {object} Choice
 * @property {Level} level
 * @property {'folded'|'open'} arp whether every question of ARP is open
 * @property {ReadonlySet<number>} open seqs of the scenes that are open besides
 */
/**
 * The part of a walk that is told, in order of play.
 * @typedef {object} Line
 * @property {Mark[]} marks with columns from 0, without gaps
 * @property {Mark[]} steps the marks that are counted, all but asides
 * @property {ReadonlyMap<number, number>} numberOf seq of a counted mark to its number, from 1
 */

const DEPTH = { story: 0, stage: 1, row: 2 };
/** Two that heard a flood in vain are told one by one no longer. */
const CROWD = 2;

/** @type {WeakMap<Trace, Scene[]>} */
const scores = new WeakMap();

/**
 * A walk as a tree of scenes, made once for each trace.
 * @param {Trace} trace
 * @returns {Scene[]} in order of play
 */
export function scenesOf(trace) {
  const known = scores.get(trace) ?? build(trace);
  scores.set(trace, known);
  return known;
}

/**
 * @param {Trace} trace
 * @returns {Scene[]}
 */
function build(trace) {
  const foldOf = foldsByHop(trace);
  const losers = losersOf(trace, foldOf);
  /** @type {Scene[]} */
  const roots = [];
  /** @type {Map<Fold, Scene>} */
  const ofFold = new Map();
  /** @type {Map<string, Scene>} */
  const crowds = new Map();

  /** Where the scenes of a fold belong: in it, and it in the fold it came about in. @param {Fold} fold @param {Mark} mark */
  function within(fold, mark) {
    const known = ofFold.get(fold);
    if (known) return known;
    const scene = sceneOf(fold.type, mark, fold);
    ofFold.set(fold, scene);
    const outer = foldOf.get(fold.parent?.hop ?? -1);
    (outer && outer !== fold ? within(outer, mark).children : roots).push(scene);
    return scene;
  }

  for (const mark of momentsOf(trace)) {
    const fold = foldOf.get(mark.hop.id);
    const place = fold ? within(fold, mark).children : roots;
    const key = losers.get(mark.hop.id);
    if (key === undefined) {
      place.push(sceneOf('step', mark, null));
      continue;
    }
    let crowd = crowds.get(key);
    if (!crowd) {
      crowd = sceneOf('crowd', mark, null);
      crowds.set(key, crowd);
      place.push(crowd);
    }
    crowd.children.push(sceneOf('step', mark, null));
  }
  return roots;
}

/**
 * @param {Scene['kind']} kind
 * @param {Mark} mark
 * @param {Fold|null} fold
 * @returns {Scene}
 */
const sceneOf = (kind, mark, fold) => ({ id: mark.id, seq: mark.seq, kind, mark, children: [], fold });

/**
 * @param {Trace} trace
 * @returns {Map<number, Fold>} by id of hop
 */
function foldsByHop(trace) {
  const foldOf = new Map((trace.folds ?? []).flatMap((fold) => fold.requests.map((hop) => [hop, fold])));
  for (const hop of trace.hops) {
    const around = hop.parent ? foldOf.get(hop.parent.hop) : undefined;
    if (around && !foldOf.has(hop.id)) foldOf.set(hop.id, around);
  }
  return foldOf;
}

/**
 * Hops that heard a flood in vain, where one flood has several of them.
 * @param {Trace} trace
 * @param {Map<number, Fold>} foldOf
 * @returns {Map<number, string>} id of hop to what they have in common
 */
function losersOf(trace, foldOf) {
  const parents = new Set(trace.hops.map((hop) => hop.parent?.hop));
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const hop of trace.hops) {
    if (!hop.parent || parents.has(hop.id) || !isInVain(hop)) continue;
    const key = `${foldOf.get(hop.id)?.seq ?? ''}/${hop.parent.hop}`;
    groups.set(key, [...(groups.get(key) ?? []), hop.id]);
  }
  return new Map([...groups].filter(([, ids]) => ids.length >= CROWD).flatMap(([key, ids]) => ids.map((id) => [id, key])));
}

/** @param {Hop} hop whose last step says that the frame was not for it */
function isInVain({ steps }) {
  const last = steps[steps.length - 1];
  if (last?.type === 'ArpIgnored') return true;
  return last?.type === 'Dropped' && String(last.fields['reason']).toUpperCase() === 'OTHERHOST';
}

/** @type {WeakMap<Trace, {choice: Choice, line: Line}[]>} */
const lines = new WeakMap();
/** So many choices of one trace are kept: going back and forth between two costs nothing. */
const KEPT = 4;

/**
 * What a choice of detail shows of a walk.
 * @param {Trace} trace
 * @param {Choice} choice
 * @returns {Line} the same object for the same choice
 */
export function lineOf(trace, choice) {
  const known = lines.get(trace) ?? [];
  const found = known.find(({ choice: c }) => c.level === choice.level && c.arp === choice.arp && c.open === choice.open);
  if (found) return found.line;
  const { level, arp, open } = choice;
  const line = tell(scenesOf(trace), { level, arp, open });
  lines.set(trace, [{ choice: { level, arp, open }, line }, ...known].slice(0, KEPT));
  return line;
}

/**
 * @param {Scene[]} scenes
 * @param {Choice} choice
 * @returns {Line}
 */
function tell(scenes, choice) {
  const shown = scenes.flatMap((scene) => told(scene, choice, DEPTH[choice.level])).sort((a, b) => a.seq - b.seq);
  const columns = [...new Set(shown.map((m) => m.column))].sort((a, b) => a - b);
  const rank = new Map(columns.map((column, i) => [column, i]));
  /** @type {Map<number, Mark>} */
  const kept = new Map();
  for (const mark of shown) {
    /** @type {string[]} */
    const through = [];
    let previous = mark.previous;
    for (; previous && !kept.has(previous.seq); previous = previous.previous) {
      if (!mark.aside && previous.step.type === 'FrameTransmitted' && previous.step.device) through.unshift(`${previous.namespace}/${previous.step.device}`);
    }
    kept.set(mark.seq, { ...mark, through, column: rank.get(mark.column) ?? 0, previous: previous ? (kept.get(previous.seq) ?? null) : null });
  }
  const marks = [...kept.values()].sort((a, b) => a.column - b.column || a.seq - b.seq);
  const steps = marks.filter((m) => !m.aside);
  return { marks, steps, numberOf: new Map(steps.map((m, i) => [m.seq, i + 1])) };
}

/**
 * A scene as it is told: a step by itself, others as one while they are closed. What is opened shows its stages at least. Questions of
 * ARP and what goes the way of packets before it stand beside the story; packets sent again are part of it.
 * @param {Scene} scene
 * @param {Choice} choice
 * @param {number} depth
 * @returns {Mark[]}
 */
function told(scene, choice, depth) {
  const { mark, kind, fold } = scene;
  if (kind === 'step') return DEPTH[mark.step.level] <= depth ? [mark] : [];
  const open = choice.open.has(scene.seq) || (kind === 'arp' && choice.arp === 'open') || (kind === 'again' && depth > 0);
  if (kind === 'crowd') return open ? inside(scene, choice, depth) : asOne(scene, depth);
  if (open) return inside(scene, choice, Math.max(depth, DEPTH.stage));
  return [{ ...mark, step: { ...mark.step, sentence: fold?.sentence ?? mark.step.sentence }, fold, aside: kind !== 'again' }];
}

/**
 * An open scene: its first mark says that it can be closed again.
 * @param {Scene} scene
 * @param {Choice} choice
 * @param {number} depth
 * @returns {Mark[]}
 */
function inside(scene, choice, depth) {
  const marks = scene.children.flatMap((child) => told(child, choice, depth));
  const first = marks.findIndex((m) => m.seq === scene.seq);
  return scene.fold && first >= 0 ? marks.map((m, i) => (i === first ? { ...m, fold: scene.fold } : m)) : marks;
}

/**
 * Those that heard a flood in vain, as one mark.
 * @param {Scene} scene
 * @param {number} depth
 * @returns {Mark[]}
 */
function asOne({ children }, depth) {
  const visible = children.map((child) => child.mark).filter((mark) => DEPTH[mark.step.level] <= depth);
  if (visible.length === 0) return [];
  const namespaces = [...new Set(visible.map((mark) => mark.namespace))];
  return [{ ...visible[0], crowd: { heard: namespaces.length, namespaces } }];
}

/**
 * The scene a mark stands in, from the outermost, for opening all that is around it.
 * @param {Trace} trace
 * @param {number} seq
 * @returns {Scene[]}
 */
export function around(trace, seq) {
  /** @type {Scene[]} */
  const path = [];
  let level = scenesOf(trace);
  for (;;) {
    const found = level.find((scene) => scene.children.length > 0 && scene.children.some((child) => contains(child, seq)));
    if (!found) return path;
    path.push(found);
    level = found.children;
  }
}

/**
 * The least detail, from a given one on, that tells a step: first the scenes around it are opened, then there is more of everything.
 * @param {Trace} trace
 * @param {Omit<Choice, 'open'>} choice
 * @param {number} seq
 * @returns {{level: Level, open: number[]}} as it was where nothing tells it
 */
export function tellingOf(trace, { level, arp }, seq) {
  const scenes = around(trace, seq).map((scene) => scene.seq);
  const from = DEPTH[level];
  for (const each of /** @type {Level[]} */ (Object.keys(DEPTH)).filter((l) => DEPTH[l] >= from)) {
    for (const open of scenes.length > 0 ? [[], scenes] : [[]]) {
      if (tell(scenesOf(trace), { level: each, arp, open: new Set(open) }).marks.some((m) => m.seq === seq && (!m.fold || open.length > 0))) return { level: each, open };
    }
  }
  return { level, open: [] };
}

/** @param {Scene} scene @param {number} seq @returns {boolean} */
const contains = (scene, seq) => (scene.kind === 'step' ? scene.seq === seq : scene.children.some((child) => contains(child, seq)));
