/**
 * Puts texts of several files after one another as one text, kept apart by YAML's document marks. JSON documents are
 * YAML flow mappings, so both can be mixed.
 * @param {string} before what is there already
 * @param {string[]} texts
 * @returns {string}
 */
export function join(before, texts) {
  const parts = [before, ...texts].map((x) => x.replace(/^\uFEFF/, '').replace(/\s+$/, '')).filter((x) => x !== '');
  return parts.map((part, i) => (i > 0 && !part.startsWith('---') ? `---\n${part}` : part)).join('\n') + (parts.length > 0 ? '\n' : '');
}
