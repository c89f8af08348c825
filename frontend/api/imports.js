/** How long to wait before looking again, milliseconds. */
const PAUSE = 400;

/** @typedef {{id: string, state: 'waiting'|'reading'|'opening'|'done'|'failed', total: number, read: number, report?: any, problem?: any}} Import */

/**
 * Waits for an import that the server goes on with.
 * @param {Import} begun
 * @param {object} on
 * @param {(id: string) => Promise<Import>} on.look
 * @param {(id: string) => Promise<unknown>} on.cancel
 * @param {(share: number) => void} on.read hears how much of the body has been read, 1 when it is being opened
 * @param {(problem: any) => Error} on.failure what to throw of a problem
 * @param {() => Promise<unknown>} [on.pause]
 * @param {AbortSignal} [on.signal] stops waiting, and cancels the import
 * @returns {Promise<any>} its report
 */
export async function waitFor(begun, { look, cancel, read, failure, signal, pause = () => new Promise((done) => { setTimeout(done, PAUSE); }) }) {
  let now = begun;
  while (now.state !== 'done' && now.state !== 'failed') {
    read(now.state === 'opening' ? 1 : now.read / Math.max(1, now.total));
    await pause();
    if (signal?.aborted) {
      await cancel(now.id).catch(() => null);
      throw new TypeError('Stopped');
    }
    now = await look(now.id);
  }
  if (now.state === 'failed') throw failure(now.problem);
  return now.report;
}
