/**
 * What to tell of a call that failed: what the server said, or that it cannot be reached.
 * @param {unknown} e
 * @param {import('./text.js').Translate} t
 * @returns {string}
 */
export function messageOf(e, t) {
  if (/** @type {{status?: unknown}} */ (e ?? {}).status === 0) return t('ui.failure.offline');
  return e instanceof Error ? e.message : String(e);
}

/**
 * @param {unknown} e
 * @returns {import('./types.js').Problem[]} what the server named, beside fields and lines
 */
export function problemsOf(e) {
  const { problems } = /** @type {{problems?: unknown}} */ (e ?? {});
  return Array.isArray(problems) ? problems : [];
}
