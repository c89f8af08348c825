/**
 * @typedef {{id: string, aim: string, question: string, choices: string[]}} ExamQuestion
 * @typedef {{name: string, address?: string, containers: {name: string, ports: number[]}[]}} ExamPod
 * @typedef {{nodes: {name: string, address?: string, podCidr?: string, pods: ExamPod[]}[], gateway?: {address?: string, routes: {to: string, via: string}[]}}} ExamPlan what the cluster is made of
 * @typedef {{id: string, form: string, cluster: string, title: string, about: string, reveals: boolean, plan: ExamPlan, questions: ExamQuestion[]}} Exam
 * @typedef {{right: number, of: number, answers?: {question: string, choice?: number, right: boolean, answer: number, because: string}[]}} Marks what the engine says of the answers; of a form that does not reveal only how many are right
 * @typedef {Record<string, number>} Results right answers by form
 */

export const OTHER = Object.freeze({ pre: 'post', post: 'pre' });

/** What a browser kept of an exam's results; what makes no sense counts as absent. @param {string|null} text @param {string} id @returns {Results} */
export function readResults(text, id) {
  try {
    const own = JSON.parse(text ?? '{}')[id] ?? {};
    return Object.fromEntries(Object.keys(OTHER).flatMap((form) => (Number.isInteger(own[form]) && own[form] >= 0 && own[form] <= 99 ? [[form, own[form]]] : [])));
  } catch {
    return {};
  }
}

/** The text to keep: the first result of each form counts, as a second one knows the answers. @param {string|null} text @param {string} id @param {string} form @param {number} right */
export function withResult(text, id, form, right) {
  const before = readResults(text, id);
  return JSON.stringify({ [id]: { [form]: right, ...before } });
}
