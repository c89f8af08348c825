import { UNSORTED } from './asides.js';

/** The part that has questions before it and after it. */
export const EXAMINED = 1;

/**
 * @typedef {{text: string, namespace?: string, commands?: string[], at?: number} & Record<string, unknown>} GivenEdit what POST …/edits takes, and its words
 * @typedef {{id: string, question: string, choices: string[], cluster: string, walk?: LessonPage['walk']}} Question
 * @typedef {{right: boolean, answer?: number, because: string, world?: {cluster: string, edits: GivenEdit[], result?: string}}} Answer
 */
/**
 * @typedef {object} LessonPage
 * @property {number} number
 * @property {'look'|'walk'|'ask'|'try'|'compare'|'sort'} kind
 * @property {string} say
 * @property {Record<string, string>} show
 * @property {string} cluster
 * @property {{name: string, sent: boolean, probe: Partial<import('./types.js').Probe>, moment?: number, result?: string}} [walk]
 * @property {{hop: number, step: number, seq: number}} [stop]
 * @property {Question} [ask]
 * @property {{namespace: string, command: string, output: string, real?: string}} [command]
 * @property {{offer: GivenEdit[], undo: boolean}} [try]
 * @property {import('./asides.js').Compare} [compare]
 * @property {import('./asides.js').Sort} [sort]
 */
/**
 * A question that was made of a walk, with its answers: a page hides them until one is chosen.
 * @typedef {object} WalkQuestion
 * @property {string} id
 * @property {'route'|'nat'|'ttl'|'end'} kind
 * @property {{hop: number, step: number, seq: number, netns?: string, device?: string, flow?: string}} stop the last step to be shown
 * @property {string} question
 * @property {{text: string, right: boolean, because: string}[]} choices
 */
/** @typedef {{id: string, part: number, title: string, about: string, forms: string[], questions: number}} ExamEntry */
/**
 * @typedef {{id: string, form: string, cluster: string, reveals: boolean, plan: import('./exam.js').ExamPlan, questions: {id: string, aim: string, question: string, choices: string[],
 *   command?: {namespace: string, command: string, output: string}}[]}} Exam
 */
/** @typedef {{right: number, of: number, answers?: {question: string, choice?: number, right: boolean, answer?: number, because: string}[]}} ExamMarks */
/** @typedef {{section: string, quote: string, part?: string}} Quotation a sentence of the article, and the words of it to underline */
/** @typedef {Quotation & {en?: Quotation}} Article */
/** @typedef {{id: string, number: number, part: number, title: string, aim: string, minutes: number, pages: number}} LessonEntry */
/**
 * @typedef {Omit<LessonEntry, 'pages'> & {cluster: string, pages: LessonPage[], intuition?: string, analogy?: string, focus?: string[],
 *   article?: Article, errata?: {quote: string, en?: string, really: string}[], glossary?: Word[], flaws?: object[]}} Lesson what the engine sees otherwise is told of a teacher's lesson only
 */
/** @typedef {{id: string, number: number, level: number, title: string, story: string, par: number}} ChallengeEntry */
/** @typedef {{say: string, probe?: string, met: boolean, unknown?: string}} Goal */
/**
 * @typedef {ChallengeEntry & {cluster: string, red: Goal[], goals: Goal[], forbidden: string[], hints: string[], teaches: string,
 *   probes: {name: string, probe: Partial<import('./types.js').Probe>, moment?: number}[]}} Challenge
 */
/**
 * @typedef {object} Check what the engine says of the learner's cluster; a challenge's has goals
 * @property {boolean} passed
 * @property {string} [unknown]
 * @property {string} [say]
 * @property {number} edits
 * @property {number} [steps] how many of the `needed` edits that the page offers for the task were made
 * @property {number} [needed]
 * @property {number[]} [mistaken] numbers of the edits that it offers as well and that do not belong to it
 * @property {Goal[]} [goals]
 * @property {Goal[]} [red]
 * @property {string[]} [forbidden] places that were edited and may not be
 * @property {boolean} [takenBack] whether the fault itself was taken back
 */
/** @typedef {{en: string, zh: string, points: string, say: string}} Word of the glossary; `points` at something on the stage, empty for nothing */
/** @typedef {{kind: 'lesson'|'challenge', id: string, page: number}} Place page from 1; of a challenge always 1 */
/**
 * What this browser keeps: of each lesson the page to resume at and whether its end was reached, of each challenge its stars.
 * `last` is what was open, where the reader goes on.
 * @typedef {{lessons: Record<string, {page: number, done: boolean}>, challenges: Record<string, number>, last: Place|null}} Progress
 */
/**
 * The school: which lesson or challenge is open, and how far the learner has come in it.
 * @typedef {object} SchoolState
 * @property {{lessons: LessonEntry[], challenges: ChallengeEntry[]}|null} school
 * @property {boolean} shelf whether the list is open
 * @property {boolean} gallery whether what there is to see lies over the page
 * @property {Lesson|null} greeting the first lesson, whose packet is ready for a first visitor
 * @property {Place|null} place
 * @property {Lesson|null} course
 * @property {Challenge|null} challenge
 * @property {ReadonlyMap<string, {choice: number, answer: Answer|null}>} given answers by question, with choice 0 where nobody guessed; null while it is asked
 * @property {import('./asides.js').Sorting} sorting
 * @property {boolean} inWorld whether the world of a wrong choice is on the stage
 * @property {string|null} tryCluster the learner's own copy
 * @property {Check|null} checked
 * @property {number} hints how many were asked for
 * @property {{from: number, until: number|null}|null} spent when the copy was made and when it was first right, in milliseconds of a clock
 * @property {string|null} bench namespace of the challenge's terminal; null: of what is selected, else the sender's
 * @property {Progress} progress
 * @property {string} schoolFailure
 * @property {{over: string|null, pinned: string}} pointing what the pointer's word points at, and what stays lit; empty for nothing
 * @property {import('./worksheet.js').Sheet|'coming'|null} sheet the lesson on paper, which lies over the page
 */

/** @returns {SchoolState} */
export const noSchool = () => ({ school: null, shelf: false, ...nowhere(), gallery: false, progress: { lessons: {}, challenges: {}, last: null } });

/** @returns {Omit<SchoolState, 'school'|'shelf'|'gallery'|'progress'>} */
const nowhere = () => ({
  place: null, course: null, challenge: null, given: new Map(), sorting: UNSORTED, inWorld: false, tryCluster: null, checked: null, hints: 0, spent: null, bench: null, schoolFailure: '', sheet: null,
  pointing: { over: null, pinned: '' }, greeting: null,
});

/** @type {import('./reducer.js').Slice<SchoolState>} */
export const SCHOOL = {
  linkFollowed: (_, { link }) => ({ ...nowhere(), shelf: link.lessons, gallery: link.gallery }),
  schoolListed: (_, { school }) => ({ school, schoolFailure: '' }),
  schoolRefused: (_, { message }) => ({ schoolFailure: message }),
  shelfTurned: (_, { on }) => ({ shelf: on, gallery: false, schoolFailure: '' }),
  galleryTurned: (_, { on }) => ({ gallery: on }),
  greeted: (_, { course }) => ({ greeting: course }),
  placeChosen: (school, { place }) => ({ shelf: false, gallery: false, greeting: null, progress: { ...school.progress, last: place }, ...(isSame(school.place, place) ? {} : nowhere()), place, schoolFailure: '' }),
  lessonArrived: (school, { course }) => (school.place?.kind === 'lesson' && school.place.id === course.id
    ? { course, place: { ...school.place, page: bounded(school.place.page, course.pages.length) } } : {}),
  challengeArrived: (school, { challenge }) => (school.place?.kind === 'challenge' && school.place.id === challenge.id ? { challenge } : {}),
  pageTurned: (school, { page, keep }) => ({
    place: school.place && { ...school.place, page }, inWorld: false, checked: null, pointing: { over: null, pinned: '' }, sorting: UNSORTED, tryCluster: keep ? school.tryCluster : null,
    progress: school.place ? turned(school.progress, school.place.id, page, school.course?.pages.length ?? Infinity) : school.progress,
  }),
  choiceGiven: (school, { question, choice, answer }) => ({ given: new Map(school.given).set(question, { choice, answer }) }),
  choiceTakenBack: (school, { question }) => ({ given: new Map([...school.given].filter(([id]) => id !== question)) }),
  sorted: (_, { sorting }) => ({ sorting }),
  worldTurned: (_, { on }) => ({ inWorld: on }),
  tryStarted: (_, { cluster, now }) => ({ tryCluster: cluster, checked: null, hints: 0, bench: null, spent: { from: now, until: null } }),
  benchChosen: (_, { namespace }) => ({ bench: namespace }),
  checkArrived: (school, { cluster, check, now }) => (cluster !== school.tryCluster ? {} : {
    checked: check, progress: marked(school, check), spent: school.spent && check.passed ? { ...school.spent, until: school.spent.until ?? now } : school.spent,
  }),
  schoolLeft: ({ progress }) => ({ shelf: false, ...nowhere(), progress: { ...progress, last: null } }),
  hintTaken: (school) => ({ hints: Math.min(school.challenge?.hints.length ?? 0, school.hints + 1) }),
  pointed: ({ pointing }, { over, pin }) => ({ pointing: { over, pinned: pin ?? pointing.pinned } }),
  sheetTurned: (_, { sheet }) => ({ sheet }),
  progressRead: (_, { progress }) => ({ progress }),
  clusterOpened: (school, { id }) => (school.place && !belongs(school, id) ? { ...nowhere(), progress: { ...school.progress, last: null } }
    : school.greeting && !id.startsWith(`lesson.${school.greeting.id}`) ? { greeting: null } : {}),
};

/** @param {Place|null} a @param {Place} b */
const isSame = (a, b) => a !== null && a.kind === b.kind && a.id === b.id;

/** @param {number} page @param {number} pages */
const bounded = (page, pages) => Math.max(1, Math.min(pages, page));

/** Whether a cluster is on show because of what is open here. @param {SchoolState} school @param {string} id */
function belongs({ place, challenge, tryCluster }, id) {
  const stem = `${place?.kind}.${place?.id}`;
  return id === tryCluster || id === challenge?.cluster || id === stem || id.startsWith(`${stem}.`);
}

/** @param {Progress} progress @param {string} id @param {number} page @param {number} pages @returns {Progress} */
function turned(progress, id, page, pages) {
  const done = page >= pages || progress.lessons[id]?.done === true;
  return { ...progress, last: { kind: 'lesson', id, page }, lessons: { ...progress.lessons, [id]: { page, done } } };
}

/** @param {SchoolState} school @param {Check} check @returns {Progress} */
function marked({ progress, challenge, hints }, check) {
  if (!check.passed || !challenge) return progress;
  const stars = Math.max(starsOf(check.edits, challenge.par, hints, challenge.hints.length), progress.challenges[challenge.id] ?? 0);
  return { ...progress, challenges: { ...progress.challenges, [challenge.id]: stars } };
}

/** Whether the words that a lesson underlines in the article are among those that hold otherwise. @param {Lesson} course */
export function isMistaken({ article, errata }) {
  const words = article?.part || article?.quote;
  return words !== undefined && (errata ?? []).some(({ quote }) => quote.includes(words) || words.includes(quote));
}

/** Minutes and seconds. @param {number} millis */
export const clockOf = (millis) => `${Math.floor(millis / 60_000)}:${String(Math.floor(millis / 1000) % 60).padStart(2, '0')}`;

/**
 * Three stars, one less for more edits than needed, one less for the last hint.
 * @param {number} edits @param {number} par @param {number} hints taken @param {number} most how many hints there are
 */
export const starsOf = (edits, par, hints, most) => 3 - (edits > par ? 1 : 0) - (most > 0 && hints >= most ? 1 : 0);

/** The lesson behind the one that is open; undefined if it is the last, or the list is not there yet. @param {Pick<SchoolState, 'school'|'course'>} school @returns {LessonEntry|undefined} */
export const nextLesson = ({ school, course }) => school?.lessons.find((l) => l.number === (course?.number ?? Infinity) + 1);

/** The page that is open. @param {Pick<SchoolState, 'place'|'course'>} school @returns {LessonPage|null} */
export const pageNow = ({ place, course }) => (place && course ? (course.pages[place.page - 1] ?? null) : null);

/** Whether the school has the place of the left side. @param {Pick<SchoolState, 'shelf'|'place'|'greeting'>} s */
export const isSchoolOpen = (s) => s.shelf || s.place !== null || s.greeting !== null;

/** Whether the page that is open has a question nobody has answered: nothing may tell what comes. @param {Pick<SchoolState, 'place'|'course'|'given'>} school */
export function isAsking(school) {
  const ask = pageNow(school)?.ask;
  return ask !== undefined && !school.given.has(ask.id);
}

/**
 * Whether a question has been gone past, or was shown, without a guess.
 * @param {LessonPage} page @param {number} now number of the page that is open @param {SchoolState['given']} given
 */
export function isSkipped({ ask, number }, now, given) {
  if (!ask) return false;
  const own = given.get(ask.id);
  return own ? own.choice === 0 : number < now;
}

/** Whether nothing is left to do on the page that is open: its question is answered, its task is done. @param {Pick<SchoolState, 'place'|'course'|'given'|'checked'|'sorting'>} school */
export function isFinished(school) {
  const page = pageNow(school);
  if (!page || isAsking(school)) return false;
  return (!page.try || school.checked?.passed === true) && (!page.sort || school.sorting.answer?.right === true);
}

/** A walk of more hops than these goes round and round: it begins these few before its stop. */
const LONG = 60, LEAD = 8;

/** Where the walk of a page comes from: the stop before, of the same walk, or a little before a far stop. @param {Lesson} course @param {LessonPage} page @returns {string|null} id of a step */
export function cameFrom(course, page) {
  if (page.walk?.sent && page.stop && page.stop.hop > LONG) return `${page.stop.hop - LEAD}.0`;
  if (!page.walk || page.walk.sent) return null;
  const before = course.pages.slice(0, page.number - 1).findLast((p) => p.walk?.name === page.walk?.name && p.stop);
  return before ? stepOf(before) : null;
}

/** @param {Pick<LessonPage, 'stop'>} page @returns {string|null} id of the step it stops at */
export const stepOf = ({ stop }) => (stop ? `${stop.hop}.${stop.step}` : null);

/** What a page's question is about: a walk of its own from the beginning, or the page's from where it stands. @param {LessonPage} page */
export const aboutOf = (page) => (page.ask?.walk ? { walk: page.ask.walk, from: null } : { walk: page.walk, from: stepOf(page) });

/** Whether the learner's copy goes on: the task before leaves its edits for this one. @param {Lesson} course @param {number} page @param {number} from */
export const keepsCopy = (course, page, from) => page === from + 1 && course.pages[from - 1]?.try?.undo === false && course.pages[page - 1]?.try !== undefined;

/**
 * An edit as it is read: the place that it changes, and its commands, fields or objects, a line each.
 * @param {GivenEdit} edit @param {import('./text.js').Translate} t @returns {{place: string, lines: string[]}}
 */
export function wordsOf({ namespace, text, object, event, at, commands, manifest }, t) {
  const thing = /** @type {{kind: string, namespace?: string, name: string}|undefined} */ (object);
  const place = namespace ? `${namespace} #` : thing ? `${thing.kind} ${thing.namespace ? `${thing.namespace}/` : ''}${thing.name}` : '';
  const lines = typeof manifest === 'string' ? manifest.trimEnd().split('\n') : commands ?? [happening(/** @type {Happening|undefined} */ (event), t) ?? text.replace(/\s+/g, ' ')];
  return { place, lines: at ? lines.map((line, i) => (i === lines.length - 1 ? `${line} · ${at} s` : line)) : lines };
}

/** @typedef {{type: string, pod?: string, machine?: string, container?: string, device?: string, node?: string, workload?: string, setting?: string, value?: string}} Happening */

/** What happens, with the thing it happens to; null where the engine's word names it already. @param {Happening|undefined} event @param {import('./text.js').Translate} t */
function happening(event, t) {
  if (!event) return null;
  const { type, pod = '', machine = '', container = '', device = '' } = event;
  const short = pod.replace(/^default\//, '');
  if (type === 'killPause') return t('ui.time.deed.killPause', short);
  if (type === 'kill' && pod) return t('ui.school.edit.kill', container, short);
  if (machine) return `${machine}: docker ${type} ${container}`;
  if (device) return `${type} ${device}`;
  if (event.setting) return `${event.setting} = ${event.value}`;
  const name = short || event.node || event.workload;
  return name ? `${type} ${name}` : null;
}

/** @param {string|null} text what the browser kept @returns {Progress} what makes no sense is left out */
export function readProgress(text) {
  try {
    const kept = JSON.parse(text ?? '{}');
    const pairs = (/** @type {unknown} */ it) => (it !== null && typeof it === 'object' && !Array.isArray(it) ? Object.entries(it) : []);
    return {
      lessons: Object.fromEntries(pairs(kept?.lessons).filter(([, v]) => Number.isInteger(v?.page) && v.page > 0).map(([id, v]) => [id, { page: v.page, done: v.done === true }])),
      challenges: Object.fromEntries(pairs(kept?.challenges).filter(([, v]) => Number.isInteger(v) && v >= 1 && v <= 3)),
      last: readLast(kept?.last),
    };
  } catch {
    return { lessons: {}, challenges: {}, last: null };
  }
}

/** @param {any} last @returns {Place|null} */
const readLast = (last) => ((last?.kind === 'lesson' || last?.kind === 'challenge') && /^[a-z0-9-]{1,63}$/.test(last.id) && Number.isInteger(last.page) && last.page > 0
  ? { kind: last.kind, id: last.id, page: last.page } : null);
