/** @typedef {import('./types.js').Evidence} Evidence */
/**
 * A table as it is shown beside a step: few columns, and what they do not say on a second row.
 * @typedef {object} Shown
 * @property {string} owner whose table it is
 * @property {string} command that prints it
 * @property {string[]} columns at most three
 * @property {{cells: string[], verdict: 'matched'|'near'|'other', more: string, note: string}[]} rows
 * @property {boolean} matches whether a column says which row matched
 * @property {number} total rows of the table, with those left out
 */

/** The columns that tell rows of a table apart; the others are said on the second row. @type {readonly (readonly string[])[]} */
const PRIMARY = Object.freeze([
  ['destination', 'via', 'dev'], ['address', 'lladdr', 'state'], ['mac', 'dev', 'entry'], ['address', 'port', 'process'], ['num', 'rule'],
]);
const MOST = 3;

/**
 * @param {Evidence} evidence
 * @returns {Shown}
 */
export function shownOf(evidence) {
  const [owner, ...rest] = evidence.title.split(' · ');
  const { columns } = evidence;
  const named = PRIMARY.find((list) => list.every((name) => columns.includes(name))) ?? columns.slice(0, MOST);
  const main = named.map((name) => columns.indexOf(name));
  const others = columns.map((_, i) => i).filter((i) => !main.includes(i));
  const rows = evidence.rows.map(({ cells, verdict, note }) => ({
    cells: main.map((i) => cells[i] ?? ''), verdict, note: note ?? '',
    more: others.filter((i) => cells[i]).map((i) => `${columns[i]} ${cells[i]}`).join(' · '),
  }));
  return {
    owner, command: rest.join(' · '), columns: main.map((i) => columns[i]), rows,
    matches: !columns.includes('rule') && !columns.includes('tuple'), total: rows.length + (evidence.omitted ?? 0),
  };
}

/** @param {Evidence} evidence @returns {boolean} whether no row of it decided anything */
export const isIdle = (evidence) => evidence.rows.every((r) => r.verdict === 'other');

/**
 * What decided first; when nothing did, the table asked last, for there the search ended.
 * @param {Evidence[]} tables in the order they were asked
 */
export const inOrder = (tables) => [...tables.filter((e) => !isIdle(e)), ...tables.filter(isIdle).reverse()];

/**
 * Pieces of a long word between which a line may break: after `/`, `-`, `:`, `.` and `,`.
 * @param {string} word
 * @returns {string[]}
 */
export const breakable = (word) => word.split(/(?<=[/:.,-])(?=.)/);
