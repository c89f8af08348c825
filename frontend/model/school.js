import { createAsides } from './asides.js';
import { messageOf } from './failures.js';
import { aboutOf, cameFrom, isAsking, keepsCopy, pageNow, stepOf } from './lessons.js';
import { createOffers } from './offers.js';
import { pointedAt } from './points.js';
import { suggested } from './probe.js';
import { tellingOf } from './score.js';
import { translator } from './text.js';
import { seqOf } from './walk.js';
import { sheetOf } from './worksheet.js';

/** @typedef {import('./lessons.js').Lesson} Lesson */
/** @typedef {import('./lessons.js').LessonPage} LessonPage */
/**
 * @typedef {object} SchoolClient
 * @property {() => Promise<{lessons: import('./lessons.js').LessonEntry[], challenges: import('./lessons.js').ChallengeEntry[]}>} school
 * @property {(id: string) => Promise<Lesson>} lesson
 * @property {(id: string, question: string, choice: number) => Promise<import('./lessons.js').Answer>} answer
 * @property {(id: string) => Promise<import('./lessons.js').Challenge>} challenge
 * @property {(id: string, body: object) => Promise<import('./asides.js').Sorted>} sorted
 * @property {import('./worksheet.js').SheetClient['trace']} trace
 * @property {import('./worksheet.js').SheetClient['namespace']} namespace
 * @property {import('./worksheet.js').SheetClient['topology']} topology
 * @property {(id: string) => Promise<void>} remove
 * @property {import('./offers.js').OfferClient['plan']} plan
 * @property {import('./offers.js').OfferClient['undo']} undo
 * @property {(kind: 'lesson'|'challenge', id: string, page: number) => Promise<string>} startOwn the id of the copy
 * @property {(kind: 'lesson'|'challenge', id: string, cluster: string, page: number) => Promise<import('./lessons.js').Check>} check
 */

/** Of more machines one has to be flown to. */
const MOST_IN_SIGHT = 8;

/**
 * What the learner does, and what the stage shows of it. Each command that shows something ends the one before it.
 * @param {import('./commands.js').Store} store
 * @param {SchoolClient} client
 * @param {{openCluster: (id: string, how: {keepProbe: boolean}) => Promise<void>, send: (step: string|null, how?: {play?: boolean}) => Promise<void>,
 *   play: () => void, jump: (seq: number) => void, focus: (namespace: string) => void, now: () => number, make: (edit: any) => Promise<void>, refresh: (id: string, namespace: string|null) => Promise<void>}} on
 */
export function createSchool(store, client, on) {
  const { dispatch } = store;
  let turn = 0;
  let asking = 0;
  /** The detail the reader had before a stop needed more. @type {{own: import('./types.js').Level, needed: import('./types.js').Level}|null} */
  let raised = null;

  /** @param {() => Promise<void>} act */
  async function safely(act) {
    try {
      await act();
    } catch (e) {
      dispatch({ type: 'schoolRefused', message: messageOf(e, translator(store.get().messages)) });
    }
  }

  const asides = createAsides(store, client, safely);
  const offers = createOffers(store, client, on);

  const list = () => safely(async () => dispatch({ type: 'schoolListed', school: await client.school() }));

  /** @param {import('./lessons.js').Place} place */
  const open = (place) => safely(async () => {
    const own = ++turn;
    dispatch({ type: 'placeChosen', place });
    if (place.kind === 'challenge') {
      const challenge = await client.challenge(place.id);
      if (own !== turn) return;
      dispatch({ type: 'challengeArrived', challenge });
      await stage(challenge.cluster, challenge.probes[0], own);
      if (own === turn && challenge.probes[0]) await on.send(null, { play: true });
      return;
    }
    const course = await client.lesson(place.id);
    if (own !== turn) return;
    dispatch({ type: 'lessonArrived', course });
    await show(course, store.get().place?.page ?? 1, own);
  });

  /**
   * Puts a cluster on the stage with the probe that is about to be sent.
   * @param {string} cluster
   * @param {{probe: Partial<import('./types.js').Probe>, moment?: number}|undefined} walk
   * @param {number} own
   */
  async function stage(cluster, walk, own) {
    dispatch({ type: 'staged', cluster, moment: walk?.moment ?? null });
    await on.openCluster(cluster, { keepProbe: true });
    if (own === turn && walk) dispatch({ type: 'probeReplaced', probe: suggested(store.get().probe, walk.probe) });
  }

  /** @param {Lesson} course @param {number} number @param {number} own */
  async function show(course, number, own) {
    const { place, tryCluster } = store.get();
    const keep = tryCluster !== null && place !== null && (place.page === number || keepsCopy(course, number, place.page));
    dispatch({ type: 'pageTurned', page: number, keep });
    const page = course.pages[number - 1];
    if (!page) return;
    if (number === course.pages.length && !store.get().school) list(); // its end names the next one
    const shown = page.compare?.right ?? page;
    const ready = shown.walk ?? course.pages.find((p) => p.number > number && p.walk)?.walk;
    await stage(keep && tryCluster !== null ? tryCluster : shown.cluster, ready, own);
    if (own === turn && page.compare) await asides.keepLeft(page.compare, () => own === turn);
    if (own !== turn) return;
    const asking = isAsking(store.get());
    // What is selected stops a walk: before one that goes to a stop, and where it has come to on a page without.
    if (shown.stop) light(page);
    if (shown.walk && (shown.stop || !asking)) await walk(page.compare ? null : cameFrom(course, page), stepOf(shown), asking && !page.ask?.walk, own);
    if (own !== turn) return;
    if (keep) recheck();
    if (!shown.stop) light(page);
  }

  /**
   * Sends, and plays up to a stop; what lies behind a question's stop is not shown, unless the question is about another walk.
   * @param {string|null} from @param {string|null} to id of a step; null: the end @param {boolean} firm @param {number} own
   */
  async function walk(from, to, firm, own) {
    await on.send(from ?? (to === null ? null : '0.0'));
    const { trace } = store.get();
    if (own !== turn || !trace) return;
    const seq = seqOf(trace, to);
    tell(trace, seq);
    dispatch({ type: 'held', held: seq === null ? null : { seq, firm } });
    if (seq !== null && from === to) on.jump(seq);
    else on.play();
  }

  /**
   * Tells the walk in as little more detail as shows a stop, and in the reader's own where nothing is needed.
   * @param {import('./types.js').Trace} trace @param {number|null} seq
   */
  function tell(trace, seq) {
    const { level, arp } = store.get();
    const own = raised?.needed === level ? raised.own : level;
    const telling = seq === null ? { level: own, open: [] } : tellingOf(trace, { level: own, arp }, seq);
    raised = telling.level === own ? null : { own, needed: telling.level };
    if (telling.level !== level || telling.open.length > 0 || store.get().open.size > 0) dispatch({ type: 'levelChosen', ...telling });
  }

  /** @param {LessonPage} page */
  function light({ show: { table, focus, device, object, board } }) {
    if (board === 'time') dispatch({ type: 'timeTurned', on: true });
    const points = object ?? device ?? table ?? focus ?? '';
    const { topology } = store.get();
    dispatch({ type: 'pointed', over: null, pin: points });
    const there = pointedAt(points, topology)?.namespaces[0];
    if (there) dispatch({ type: 'selected', namespace: there });
  }

  /** @param {number} number */
  const page = (number) => safely(async () => {
    const { course } = store.get();
    if (course && number >= 1 && number <= course.pages.length) await show(course, number, ++turn);
  });

  /** @param {number} choice from 1; 0: without a guess */
  const answer = (choice) => safely(async () => {
    const { course, given } = store.get();
    const now = pageNow(store.get());
    const ask = now?.ask;
    if (!course || !now || !ask || given.has(ask.id) || choice < 0 || choice > ask.choices.length) return;
    const own = turn;
    dispatch({ type: 'choiceGiven', question: ask.id, choice, answer: null });
    try {
      const said = await judged(course.id, ask.id, choice);
      dispatch({ type: 'choiceGiven', question: ask.id, choice, answer: said });
    } catch (e) {
      dispatch({ type: 'choiceTakenBack', question: ask.id });
      throw e;
    }
    if (own !== turn) return;
    await reveal(course, now, ask, own);
  });

  /** What is true, and why; without a guess the reason of the choice that is. @param {string} id @param {string} question @param {number} choice */
  async function judged(id, question, choice) {
    const said = await client.answer(id, question, choice || 1);
    return choice > 0 || said.right || !said.answer ? said : client.answer(id, question, said.answer);
  }

  /**
   * The packet goes on, in the cluster the question is about: up to the next page's stop, else to the end.
   * @param {Lesson} course @param {LessonPage} now @param {import('./lessons.js').Question} ask @param {number} own
   */
  async function reveal(course, now, ask, own) {
    const next = course.pages[now.number];
    const about = aboutOf(now);
    const goesOn = next?.walk !== undefined && !next.walk.sent && next.walk.name === about.walk?.name;
    // A table that was there to think about lies over the hooks, which the packet passes now.
    if (now.show.table !== undefined && now.show.table === store.get().pointing.pinned) dispatch({ type: 'pointed', over: null, pin: '' });
    await stage(ask.cluster, about.walk, own);
    if (own === turn && about.walk) await walk(about.from, goesOn && next ? stepOf(next) : null, false, own);
  }

  /** Shows the world in which the choice that was made is true. */
  const world = () => safely(async () => {
    const now = pageNow(store.get());
    const there = now?.ask ? store.get().given.get(now.ask.id)?.answer?.world : undefined;
    if (!now || !there) return;
    const own = ++turn;
    const about = aboutOf(now);
    await stage(there.cluster, about.walk, own);
    if (own !== turn) return;
    dispatch({ type: 'worldTurned', on: true });
    if (about.walk) await walk(about.from, null, false, own);
  });

  /** Makes the copy that the learner changes. */
  const start = () => safely(async () => {
    const { place, challenge, tryCluster } = store.get();
    if (!place) return;
    const own = ++turn;
    const cluster = await client.startOwn(place.kind, place.id, place.page);
    if (tryCluster !== null) client.remove(tryCluster).catch(() => {}); // what is started over is not kept
    dispatch({ type: 'clusterMade', id: cluster });
    if (own !== turn) return;
    dispatch({ type: 'tryStarted', cluster, now: on.now() });
    const probe = challenge ? challenge.probes[0] : pageNow(store.get())?.walk;
    await stage(cluster, probe, own);
    if (own === turn && probe) await walk(null, null, false, own);
    recheck();
  });

  /** Lights what a word points at, and shows it. @param {string} points */
  function point(points) {
    const { topology, pointing } = store.get();
    const again = pointing.pinned === points;
    dispatch({ type: 'pointed', over: null, pin: again ? '' : points });
    const there = again ? undefined : pointedAt(points, topology)?.namespaces[0];
    if (!there) return;
    if ((topology?.machines.length ?? 0) > MOST_IN_SIGHT) on.focus(there);
    else dispatch({ type: 'selected', namespace: there });
  }

  /** Asks the engine whether the learner's cluster is as wanted. */
  const recheck = () => safely(async () => {
    const { place, tryCluster } = store.get();
    if (!place || tryCluster === null) return;
    const own = ++asking;
    const check = await client.check(place.kind, place.id, tryCluster, place.page);
    if (own === asking && store.get().place?.page === place.page) dispatch({ type: 'checkArrived', cluster: tryCluster, check, now: on.now() });
  });

  /** The texts again, in the other language; the stage stays as it is. */
  const retell = () => safely(async () => {
    const { place, school, greeting } = store.get();
    if (school) await list();
    if (greeting) dispatch({ type: 'greeted', course: await client.lesson(greeting.id) });
    if (place?.kind === 'lesson') {
      dispatch({ type: 'lessonArrived', course: await client.lesson(place.id) });
      if (store.get().sheet !== null) await sheet();
      await asides.retell(pageNow(store.get())?.sort);
      for (const [question, { choice, answer: had }] of store.get().given) {
        if (had) dispatch({ type: 'choiceGiven', question, choice, answer: await judged(place.id, question, choice) });
      }
    }
    if (place?.kind === 'challenge') dispatch({ type: 'challengeArrived', challenge: await client.challenge(place.id) });
    await recheck();
  });

  /** Has the first lesson's packet ready, so that one key sends it. */
  const greet = () => safely(async () => {
    const own = ++turn;
    await list();
    const first = store.get().school?.lessons[0];
    const course = first && await client.lesson(first.id);
    if (!course || own !== turn) return;
    const page = course.pages.find((p) => p.walk);
    dispatch({ type: 'greeted', course });
    await stage(page?.cluster ?? course.cluster, page?.walk, own);
  });

  /** Puts the open lesson on paper. */
  const sheet = () => safely(async () => {
    const { course } = store.get();
    if (!course) return;
    dispatch({ type: 'sheetTurned', sheet: 'coming' });
    try {
      const made = await sheetOf(course, client);
      if (store.get().sheet !== null && store.get().course === course) dispatch({ type: 'sheetTurned', sheet: made });
    } catch (e) {
      dispatch({ type: 'sheetTurned', sheet: null });
      throw e;
    }
  });

  return { place: asides.place, move: asides.move, checkOrder: asides.check, greet, sheet, offer: (/** @type {import('./lessons.js').GivenEdit} */ edit) => safely(() => offers.make(edit)), point, list, open, page, answer, world, start, recheck, retell };
}
