const FLOWS = ['request', 'reply', 'error', 'redirect', 'arp', 'earlier'];
/** What has the class of its flow itself. */
const OF_A_FLOW = /(\.way|\.head|\.word|\.token|\.tag|\.lit)(?![\w-])/;

/**
 * The style of a saved picture: what the page's sheet says of the drawing, with every variable and every mixture of colours
 * resolved, as other programs than browsers know neither.
 * @param {number} scale of roads
 * @returns {string}
 */
export function ownStyle(scale) {
  const probe = document.querySelector('.stage')?.appendChild(document.createElement('i'));
  if (!probe) return '';
  const values = colours(probe);
  const rules = sheet().flatMap((rule) => (rule.cssText.includes('--flow') ? FLOWS.map((flow) => written(rule, flow)) : [written(rule, '')]));
  const done = rules.map((r) => r.replace(/var\((--[\w-]+)(?:,\s*([^()]+))?\)/g, (_, name, other) => (name === '--s' ? String(scale) : values(name) || other || ''))
    .replace(/calc\(([\d.]+)px \* ([\d.]+)\)/g, (_, a, b) => `${Math.round(a * b * 100) / 100}px`)
    .replace(/color-mix\((?:[^()]|\([^()]*\))*\)/g, (mix) => values(mix)));
  const ground = `.ground{fill:${values('--ground')}}.caption{fill:${values('--text')}}`;
  probe.remove();
  return `${ground}\n${done.join('\n')}`;
}

/** @returns {CSSStyleRule[]} what is said of the drawing itself */
function sheet() {
  const own = [...document.styleSheets].find((s) => s.href?.includes('stage.css'));
  const rules = /** @type {CSSStyleRule[]} */ ([...(own?.cssRules ?? [])].filter((r) => r instanceof CSSStyleRule));
  const end = rules.findIndex((r) => r.selectorText.startsWith('.stage-tools'));
  return rules.slice(0, end < 0 ? rules.length : end).filter((r) => !/canvas|cursor|^\.stage($|:)|stage-layer/.test(r.selectorText) && !r.selectorText.startsWith('[data'));
}

/** @param {CSSStyleRule} rule @param {string} flow */
function written({ selectorText, style }, flow) {
  const selectors = flow === '' ? selectorText : selectorText.replace(/[^,]+/g, (s) => s.replace(OF_A_FLOW, `$1.${flow}`));
  const text = style.cssText.replace(/var\(--flow(-soft)?\)/g, (_, soft) => `var(--${flow === 'redirect' ? 'error' : flow === 'earlier' ? 'slate' : flow}${soft ?? ''})`);
  return `${selectors}{${text}}`;
}

/** @param {HTMLElement} probe */
function colours(probe) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (/** @type {string} */ name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const style = getComputedStyle(probe);
    let value = '';
    if (name === '--font' || name === '--mono') value = style.getPropertyValue(name).trim().replaceAll('"', "'");
    else {
      probe.style.color = name.startsWith('--') ? `var(${name})` : name;
      value = plain(getComputedStyle(probe).color);
    }
    known.set(name, value);
    return value;
  };
}

/** @param {string} colour @returns {string} as every program reads it */
function plain(colour) {
  const mixed = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(colour);
  return mixed ? `rgb(${mixed.slice(1).map((v) => Math.round(Number(v) * 255)).join(', ')})` : colour;
}
