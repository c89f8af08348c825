/**
 * How wide texts are. Nothing in the drawing guesses it: the page measures with a canvas, tests with a table.
 *
 * @typedef {'text'|'strong'|'mono'|'monostrong'} Role which of the page's faces
 * @typedef {(text: string, role: Role) => number} Measure width at a size of 100
 */

const MOST_KNOWN = 20_000;
const ELLIPSIS = '…';
/** How long a generated ending is kept when a name is cut in its middle. */
const TAIL = 6;

export class TextMeter {
  /** @type {Map<string, number>} */
  #known = new Map();
  #measure;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
  }

  /**
   * @param {string} text
   * @param {Role} role
   * @param {number} size of the font
   * @returns {number} in the unit of the size
   */
  width(text, role, size) {
    const key = `${role}${text}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      known = this.#measure(text, role);
      this.#known.set(key, known);
    }
    return (known * size) / 100;
  }

  /**
   * The text, or as much of it as fits; nothing when too little would be left to tell it from others.
   * @param {string} text
   * @param {Role} role
   * @param {number} size
   * @param {number} room
   * @returns {string}
   */
  fit(text, role, size, room) {
    if (this.width(text, role, size) <= room) return text;
    let least = 0;
    let most = [...text].length - 1;
    while (least < most) {
      const half = Math.ceil((least + most) / 2);
      if (this.width(shortened(text, half), role, size) <= room) least = half;
      else most = half - 1;
    }
    return least < 4 ? '' : shortened(text, least);
  }

  /**
   * Breaks a text into lines at blanks, or between Chinese characters.
   * @param {string} text
   * @param {Role} role
   * @param {number} size
   * @param {number} room
   * @param {number} most lines
   * @returns {string[]} none where even the longest word is too wide, or the lines would be too many
   */
  wrap(text, role, size, room, most) {
    const words = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*/g) ?? [];
    /** @type {string[]} */
    const lines = [];
    for (const word of words) {
      const last = lines[lines.length - 1];
      if (last !== undefined && this.width((last + word).trimEnd(), role, size) <= room) lines[lines.length - 1] = last + word;
      else lines.push(word);
    }
    const trimmed = lines.map((l) => l.trimEnd());
    return trimmed.length <= most && trimmed.every((l) => this.width(l, role, size) <= room) ? trimmed : [];
  }
}

/**
 * Cuts a text to so many characters: an address of IPv6 between two colons, so that both its ends stay; any other in its
 * middle, as generated names differ at their end.
 * @param {string} text
 * @param {number} most characters
 * @returns {string}
 */
export function shortened(text, most) {
  const all = [...text];
  if (all.length <= most) return text;
  if (/^[0-9a-f:]+:[0-9a-f:]+(\/\d+)?$/i.test(text)) {
    const parts = text.split(':');
    for (let kept = parts.length - 1; kept > 1; kept--) {
      const head = Math.ceil(kept / 2);
      const cut = `${parts.slice(0, head).join(':')}:${ELLIPSIS}:${parts.slice(parts.length - (kept - head)).join(':')}`;
      if (cut.length <= most) return cut;
    }
  }
  const tail = most < 12 ? 0 : TAIL;
  return all.slice(0, Math.max(0, most - 1 - tail)).join('') + ELLIPSIS + all.slice(all.length - tail).join('');
}

/** Widths of DejaVu Sans, the widest face the page may be set in, per character from the blank to the tilde, in hundredths. */
const TABLE = {
  text: '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84',
  strong: '35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84',
};
const WIDE = /[\u2e80-\uffef]/;

/**
 * A meter that needs no page.
 * @returns {TextMeter}
 */
export function tableMeter() {
  const tables = { text: TABLE.text.split(' ').map(Number), strong: TABLE.strong.split(' ').map(Number) };
  return new TextMeter((text, role) => {
    let sum = 0;
    for (const c of text) {
      if (WIDE.test(c)) sum += 100;
      else if (role === 'mono' || role === 'monostrong') sum += 60.2;
      else sum += tables[role][c.charCodeAt(0) - 32] ?? 84;
    }
    return sum;
  });
}
