/**
 * @typedef {{text: string, namespace?: string, commands?: string[], at?: number} & Record<string, unknown>} GivenEdit what POST …/edits takes, and its words
 * @typedef {{id: string, question: string, choices: string[], cluster: string}} Question
 * @typedef {{right: boolean, answer?: number, because: string, world?: {cluster: string, edits: GivenEdit[], result?: string}}} Answer
 * A task of sorting. `classes`: each item goes into one of the bins, and one drop at a time may be answered. `order`: the items are put in order, all at once.
 * @typedef {object} Sorting
 * @property {string} id
 * @property {'classes'|'order'} kind
 * @property {string} question
 * @property {{id: string, name: string}[]} bins none for an order
 * @property {{id: string, text: string, points?: string}[]} items in the order in which they are to be shown first
 * @property {string} cluster
 */
/** @typedef {{item: string, placed: string, right: boolean, answer?: string, because: string}} Placement placed and answer: a bin's id, or a place from 1 */
/** @typedef {{right: boolean, say: string, placements: Placement[]}} Sorted right: whether all items are placed and none wrongly */
/**
 * One side of a comparison: a cluster of its own, and a walk in it.
 * @typedef {object} Side
 * @property {string} name
 * @property {string} cluster
 * @property {GivenEdit[]} edits by which it differs from the page's cluster; none if it is another cluster
 * @property {{name: string, sent: boolean, probe: Partial<import('./types.js').Probe>, moment?: number, result?: string}} walk
 * @property {{hop: number, step: number, seq: number}} [stop]
 */
/** @typedef {{left: Side, right: Side, facts: {name: string, left: string, right: string, same: boolean}[]}} Comparison */
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
 * @property {Comparison} [compare]
 * @property {Sorting} [sort]
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
 * @typedef {{id: string, form: string, cluster: string, questions: {id: string, aim: string, question: string, choices: string[],
 *   command?: {namespace: string, command: string, output: string}}[]}} Exam
 */
/** @typedef {{right: number, of: number, answers: {question: string, choice?: number, right: boolean, answer?: number, because: string}[]}} ExamMarks */
/** @typedef {{id: string, number: number, part: number, title: string, aim: string, minutes: number, pages: number}} LessonEntry */
/**
 * @typedef {Omit<LessonEntry, 'pages'> & {cluster: string, pages: LessonPage[], intuition?: string, analogy?: string, focus?: string[],
 *   article?: {section: string, quote: string, part?: string}, errata?: {quote: string, really: string}[]}} Lesson
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
 * @property {Goal[]} [goals]
 * @property {Goal[]} [red]
 * @property {string[]} [forbidden] places that were edited and may not be
 * @property {boolean} [takenBack] whether the fault itself was taken back
 */
/** @typedef {{kind: 'lesson'|'challenge', id: string, page: number}} Place page from 1; of a challenge always 1 */
/**
 * What this browser keeps: of each lesson the page to resume at and whether its end was reached, of each challenge its stars.
 * @typedef {{lessons: Record<string, {page: number, done: boolean}>, challenges: Record<string, number>}} Progress
 */
/**
 * The school: which lesson or challenge is open, and how far the learner has come in it.
 * @typedef {object} SchoolState
 * @property {{lessons: LessonEntry[], challenges: ChallengeEntry[]}|null} school
 * @property {boolean} shelf whether the list is open
 * @property {Place|null} place
 * @property {Lesson|null} course
 * @property {Challenge|null} challenge
 * @property {ReadonlyMap<string, {choice: number, answer: Answer|null}>} given answers by question; null while it is asked
 * @property {boolean} inWorld whether the world of a wrong choice is on the stage
 * @property {string|null} tryCluster the learner's own copy
 * @property {Check|null} checked
 * @property {number} hints how many were asked for
 * @property {Progress} progress
 * @property {string} schoolFailure
 */

/** @returns {SchoolState} */
export const noSchool = () => ({ school: null, shelf: false, ...nowhere(), progress: { lessons: {}, challenges: {} } });

/** @returns {Omit<SchoolState, 'school'|'shelf'|'progress'>} */
const nowhere = () => ({
  place: null, course: null, challenge: null, given: new Map(), inWorld: false, tryCluster: null, checked: null, hints: 0, schoolFailure: '',
});

/** @type {import('./reducer.js').Slice<SchoolState>} */
export const SCHOOL = {
  linkFollowed: (_, { link }) => ({ ...nowhere(), shelf: link.lessons }),
  schoolListed: (_, { school }) => ({ school, schoolFailure: '' }),
  schoolRefused: (_, { message }) => ({ schoolFailure: message }),
  shelfTurned: (_, { on }) => ({ shelf: on, schoolFailure: '' }),
  placeChosen: (school, { place }) => ({ shelf: false, ...(isSame(school.place, place) ? {} : nowhere()), place, schoolFailure: '' }),
  lessonArrived: (school, { course }) => (school.place?.kind === 'lesson' && school.place.id === course.id
    ? { course, place: { ...school.place, page: bounded(school.place.page, course.pages.length) } } : {}),
  challengeArrived: (school, { challenge }) => (school.place?.kind === 'challenge' && school.place.id === challenge.id ? { challenge } : {}),
  pageTurned: (school, { page, keep }) => ({
    place: school.place && { ...school.place, page }, inWorld: false, checked: null, tryCluster: keep ? school.tryCluster : null,
    progress: school.place ? turned(school.progress, school.place.id, page, school.course?.pages.length ?? Infinity) : school.progress,
  }),
  choiceGiven: (school, { question, choice, answer }) => ({ given: new Map(school.given).set(question, { choice, answer }) }),
  choiceTakenBack: (school, { question }) => ({ given: new Map([...school.given].filter(([id]) => id !== question)) }),
  worldTurned: (_, { on }) => ({ inWorld: on }),
  tryStarted: (_, { cluster }) => ({ tryCluster: cluster, checked: null, hints: 0 }),
  checkArrived: (school, { cluster, check }) => (cluster !== school.tryCluster ? {} : { checked: check, progress: marked(school, check) }),
  schoolLeft: () => ({ shelf: false, ...nowhere() }),
  hintTaken: (school) => ({ hints: Math.min(school.challenge?.hints.length ?? 0, school.hints + 1) }),
  progressRead: (_, { progress }) => ({ progress }),
  clusterOpened: (school, { id }) => (school.place && !belongs(school, id) ? nowhere() : {}),
};

/** @param {Place|null} a @param {Place} b */
const isSame = (a, b) => a !== null && a.kind === b.kind && a.id === b.id;

/** @param {number} page @param {number} pages */
const bounded = (page, pages) => Math.max(1, Math.min(pages, page));

/** Whether a cluster is on show because of what is open here. @param {SchoolState} school @param {string} id */
function belongs({ place, tryCluster }, id) {
  const stem = `${place?.kind}.${place?.id}`;
  return id === tryCluster || id === stem || id.startsWith(`${stem}.`);
}

/** @param {Progress} progress @param {string} id @param {number} page @param {number} pages @returns {Progress} */
function turned(progress, id, page, pages) {
  const done = page >= pages || progress.lessons[id]?.done === true;
  return { ...progress, lessons: { ...progress.lessons, [id]: { page, done } } };
}

/** @param {SchoolState} school @param {Check} check @returns {Progress} */
function marked({ progress, challenge, hints }, check) {
  if (!check.passed || !challenge) return progress;
  const stars = Math.max(starsOf(check.edits, challenge.par, hints, challenge.hints.length), progress.challenges[challenge.id] ?? 0);
  return { ...progress, challenges: { ...progress.challenges, [challenge.id]: stars } };
}

/**
 * Three stars, one less for more edits than needed, one less for the last hint.
 * @param {number} edits @param {number} par @param {number} hints taken @param {number} most how many hints there are
 */
export const starsOf = (edits, par, hints, most) => 3 - (edits > par ? 1 : 0) - (most > 0 && hints >= most ? 1 : 0);

/** The page that is open. @param {Pick<SchoolState, 'place'|'course'>} school @returns {LessonPage|null} */
export const pageNow = ({ place, course }) => (place && course ? (course.pages[place.page - 1] ?? null) : null);

/** Where the walk of a page comes from: the stop before, of the same walk. @param {Lesson} course @param {LessonPage} page @returns {string|null} id of a step */
export function cameFrom(course, page) {
  if (!page.walk || page.walk.sent) return null;
  const before = course.pages.slice(0, page.number - 1).findLast((p) => p.walk?.name === page.walk?.name && p.stop);
  return before ? stepOf(before) : null;
}

/** @param {LessonPage} page @returns {string|null} id of the step it stops at */
export const stepOf = ({ stop }) => (stop ? `${stop.hop}.${stop.step}` : null);

/** Whether the learner's copy goes on: the task before leaves its edits for this one. @param {Lesson} course @param {number} page @param {number} from */
export const keepsCopy = (course, page, from) => page === from + 1 && course.pages[from - 1]?.try?.undo === false && course.pages[page - 1]?.try !== undefined;

/** @param {string|null} text what the browser kept @returns {Progress} what makes no sense is left out */
export function readProgress(text) {
  try {
    const kept = JSON.parse(text ?? '{}');
    const pairs = (/** @type {unknown} */ it) => (it !== null && typeof it === 'object' && !Array.isArray(it) ? Object.entries(it) : []);
    return {
      lessons: Object.fromEntries(pairs(kept?.lessons).filter(([, v]) => Number.isInteger(v?.page) && v.page > 0).map(([id, v]) => [id, { page: v.page, done: v.done === true }])),
      challenges: Object.fromEntries(pairs(kept?.challenges).filter(([, v]) => Number.isInteger(v) && v >= 1 && v <= 3)),
    };
  } catch {
    return { lessons: {}, challenges: {} };
  }
}
