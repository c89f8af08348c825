/**
 * What a picture is made of. A drawer turns a thing into figures; the stage, a saved picture and a test read the same.
 *
 * @typedef {import('./text.js').TextMeter} TextMeter
 * @typedef {import('./text.js').Role} Role
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, w: number, h: number}} Box
 * @typedef {{t: 'rect', cls: string, x: number, y: number, w: number, h: number, r: number, dash?: string}} Rect
 * @typedef {{t: 'circle', cls: string, x: number, y: number, r: number}} Circle
 * @typedef {{t: 'path', cls: string, d: string}} Path
 * @typedef {{t: 'text', cls: string, x: number, y: number, text: string, role: Role, size: number, anchor: 'start'|'middle'|'end'}} Text
 * @typedef {Rect|Circle|Path|Text} Shape
 * @typedef {object} Figure
 * @property {string} key
 * @property {string} cls
 * @property {string} [ns] the network namespace it belongs to
 * @property {string} [dev] the device it is
 * @property {string} [title] explains it to who asks
 * @property {Figure[]} [inside] figures that belong to it, drawn over it
 * @property {string} [row] the destination of the route it is
 * @property {string} [part] what runs in the namespace and it stands for: `pause`, or `container:NAME`
 * @property {string} [fold] the machine whose folded pods it stands for
 * @property {string} [hook] side and name of the hook it is
 * @property {Shape[]} shapes
 *
 * @typedef {object} Look how things are looked at
 * @property {import('./detail.js').Level} level
 * @property {number} k zoom
 * @property {(px: number) => number} size of a font
 * @property {boolean} [told] whether routes and addresses are written also from where containers are not
 * @property {TextMeter} meter
 * @property {(key: string, ...args: any[]) => string} t
 * @property {(namespace: string) => Fact[]|null} routes of a namespace, if they are known yet
 * @property {string|null} [table] the namespace whose routes are pointed at, so that they are drawn where they would not be
 *
 * @typedef {{to: string, via: string|null, dev: string|null, rank?: number}} Fact a route as it is written into a stack or a card; `rank`: of `RANK` in `kinds/rows.js`
 */

/**
 * @param {Box} box
 * @param {string} cls
 * @param {number} [r]
 * @returns {Rect}
 */
export const rect = ({ x, y, w, h }, cls, r = 0) => ({ t: 'rect', cls, x, y, w, h, r });

/**
 * @param {Point[]} points
 * @returns {string} path data
 */
export const line = (points) => points.map((p, i) => `${i === 0 ? 'M' : 'L'}${round(p.x)},${round(p.y)}`).join('');

/** @param {number} n */
const round = (n) => Math.round(n * 100) / 100;

/**
 * Whether letters, which never get smaller than they can be read, are so large beside the boxes that subtitles have no place.
 * @param {Pick<Look, 'size'>} look
 */
export const isTight = (look) => look.size(12) > 14.5;

/**
 * A text that fits into its room, or none.
 * @param {Look} look
 * @param {Point} at start, middle or end of its baseline
 * @param {string} text
 * @param {{px?: number, role?: Role, cls?: string, anchor?: 'start'|'middle'|'end', room?: number, whole?: boolean}} how
 *   `whole`: it is left out rather than cut
 * @returns {Text[]}
 */
export function words(look, at, text, { px = 12, role = 'text', cls = '', anchor = 'start', room = Infinity, whole = false } = {}) {
  const size = look.size(px);
  const shown = whole && look.meter.width(text, role, size) > room ? '' : look.meter.fit(text, role, size, room);
  return shown === '' ? [] : [{ t: 'text', cls: `${role} ${cls}`.trim(), x: at.x, y: at.y, text: shown, role, size, anchor }];
}

/**
 * The box of a text on the drawing, from the top of its capitals to the end of its descenders.
 * @param {Text} text
 * @param {TextMeter} meter
 * @returns {Box}
 */
export function boxOf({ x, y, text, role, size, anchor }, meter) {
  const w = meter.width(text, role, size);
  return { x: x - (anchor === 'middle' ? w / 2 : anchor === 'end' ? w : 0), y: y - size * 0.76, w, h: size * 0.96 };
}
