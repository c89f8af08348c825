import { asked as asProbe } from './probe.js';

/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./walk.js').Stop} Stop */
/** @typedef {import('./walk.js').Told} Told */
/** @typedef {import('./commands.js').Store} Store */
/**
 * What the questions are about, so that they can be answered, and asked again in the other language.
 * @typedef {{seed: number, cluster: string, at: number|null, probe: any}} Quiz
 * @typedef {{id: string, kind: string, stop: {seq: number}, question: string, choices: string[]}} MadeQuestion as the server makes it
 * @typedef {object} QuizClient
 * @property {(quiz: Quiz) => Promise<{questions: MadeQuestion[]}>} questions
 * @property {(quiz: Quiz, question: string, choice: number) => Promise<Told>} judge choice 0: the right one
 */

/**
 * The places of questions in a walk. The step at which a lookup is asked about answers it; of the others the step is shown, and the
 * one after it answers.
 * @param {Trace} trace
 * @param {MadeQuestion[]} questions
 * @returns {Stop[]} in order of play
 */
export function stopsOf(trace, questions) {
  const from = trace.acts?.find((a) => a.kind === 'own')?.from ?? 0;
  return questions.map(({ id, kind, stop, question, choices }) => ({ id, at: String(from + stop.seq + (kind === 'route' ? 0 : 1)), question, choices }));
}

/**
 * Has a reader asked who wants it: before each hop of a walk the engine's question, and afterwards what the engine says of the answer.
 * @param {Store} store
 * @param {QuizClient} client
 * @param {(e: unknown) => void} failed
 */
export function createGuesses(store, client, failed) {
  const { dispatch } = store;
  let seed = 0;

  /** @param {any} probe as it is sent @returns {Quiz} with other wrong choices than the last one */
  const quizOf = (probe) => ({ seed: ++seed, cluster: store.get().clusterId, at: store.get().at, probe });

  /** Whether the walk that is about to be sent is asked about: a lesson has questions of its own. */
  const wanted = () => store.get().guessing && store.get().place === null && !store.get().tellAtOnce;

  /** @param {Quiz} quiz @returns {Promise<MadeQuestion[]>} none where they cannot be had: then the walk is told as any other */
  const fetched = async (quiz) => {
    try {
      return (await client.questions(quiz)).questions;
    } catch (e) {
      failed(e);
      return [];
    }
  };

  /** Asks about what has not been seen of the present walk, or no more. @param {boolean} on */
  async function turn(on) {
    dispatch({ type: 'guessChosen', on });
    const { trace, stale } = store.get();
    if (!on || !trace || stale || !wanted()) return;
    const quiz = quizOf(asProbe(trace.probe));
    const questions = await fetched(quiz);
    const now = store.get().trace;
    if (now && now.probe === trace.probe && store.get().guessing) dispatch({ type: 'stopsSet', stops: stopsOf(now, questions), quiz, beyond: true });
  }

  /** @param {string} id of the question @param {number} choice from 1; 0: only the answer @returns {Promise<boolean>} whether it was answered */
  async function answer(id, choice) {
    const { quiz, answers, stops } = store.get();
    if (!quiz || answers.has(id) || !stops.some((s) => s.id === id)) return false;
    dispatch({ type: 'answered', id, choice, told: null });
    try {
      const told = await client.judge(quiz, id, choice);
      if (store.get().quiz !== quiz) return false;
      dispatch({ type: 'answered', id, choice, told });
      return true;
    } catch (e) {
      if (store.get().quiz === quiz) dispatch({ type: 'answerTakenBack', id });
      failed(e);
      return false;
    }
  }

  /** The same questions again, in the language that is chosen now. @param {Pick<import('./walk.js').WalkState, 'quiz'|'stops'|'answers'>} before */
  async function retell({ quiz, stops, answers }) {
    const { trace } = store.get();
    if (!quiz || !trace || stops.length === 0) return;
    const asked = stops.map((s) => s.id);
    const questions = (await fetched(quiz)).filter((q) => asked.includes(q.id));
    const given = [...answers].filter(([, a]) => a.told !== null);
    const told = await Promise.all(given.map(async ([id, { choice }]) => /** @type {const} */ ([id, { choice, told: await client.judge(quiz, id, choice) }]))).catch((e) => {
      failed(e);
      return given;
    });
    if (store.get().trace === trace) dispatch({ type: 'stopsSet', stops: stopsOf(trace, questions), quiz, answers: new Map(told) });
  }

  return { wanted, quizOf, fetched, turn, answer, retell };
}
