import { asked } from './probe.js';

/**
 * What stands in a namespace's terminal.
 * @typedef {Partial<import('./types.js').Probe>} Sent a packet that a program sent
 * @typedef {{command: string, text: string, refused: boolean, walks: Sent[]}} Entry a command and what the tool answered
 * @typedef {object} Terminal
 * @property {Entry[]} entries oldest first
 * @property {string} draft what is typed and not given yet
 * @property {number} back how many commands ago the draft is from, 0 if it is a new one
 * @property {string} aside what was typed before older commands were called back
 */

/** @type {Terminal} */
export const EMPTY = Object.freeze({ entries: [], draft: '', back: 0, aside: '' });

const MOST_ENTRIES = 200;

/**
 * @param {Terminal} terminal
 * @param {string} draft
 * @returns {Terminal}
 */
export const typed = (terminal, draft) => ({ ...terminal, draft, back: 0, aside: '' });

/**
 * Calls an older command back, or a newer one; what was typed comes back after the newest.
 * @param {Terminal} terminal
 * @param {1|-1} by 1 for older
 * @returns {Terminal}
 */
export function recalled(terminal, by) {
  const past = pastOf(terminal);
  const back = Math.min(past.length, Math.max(0, terminal.back + by));
  if (back === terminal.back) return terminal;
  const aside = terminal.back === 0 ? terminal.draft : terminal.aside;
  return { ...terminal, back, aside, draft: back === 0 ? aside : past[past.length - back] };
}

/**
 * @param {Terminal} terminal
 * @param {Entry} entry
 * @returns {Terminal}
 */
export const answered = (terminal, entry) => ({
  ...terminal, entries: [...terminal.entries, entry].slice(-MOST_ENTRIES),
});

/**
 * What tells a packet from the others of its program.
 * @param {Sent} sent
 * @returns {string}
 */
export const labelOf = ({ protocol, to, port, ttl }) => [
  (protocol ?? '').toUpperCase(), port ? `${to}:${port}` : to, ttl ? `TTL ${ttl}` : '',
].filter(Boolean).join(' ');

/** Programs that listen during the walk on the stage, or look at what it has left. */
const LISTENING = /^(tcpdump|conntrack)\b/;

/**
 * The walk that a command looks at.
 * @param {string} command
 * @param {import('./state.js').State} state
 * @returns {Sent|undefined}
 */
export const watchedOf = (command, { trace, stale }) => (LISTENING.test(command) && trace && !stale ? asked(trace.probe) : undefined);

/**
 * Commands to call back, oldest first, one that was repeated only once.
 * @param {Terminal} terminal
 * @returns {string[]}
 */
function pastOf({ entries }) {
  return entries.map((e) => e.command).filter((c, i, all) => c !== all[i - 1]);
}

/**
 * The command that takes a route away, exact enough to meet no other.
 * @param {import('./types.js').Route} route
 * @returns {string}
 */
export function deletionOf({ type, destination, via, dev, metric, table }) {
  return ['ip route del', type === 'unicast' ? '' : type, destination === '0.0.0.0/0' ? 'default' : destination,
    via ? `via ${via}` : '', dev ? `dev ${dev}` : '', table === 'main' ? '' : `table ${table}`,
    metric ? `metric ${metric}` : ''].filter(Boolean).join(' ');
}
