/* Looks at the picture on the stage: what lies on what, what is cut, what is too small. Answers one line per finding. */
() => {
  const stage = document.getElementById('stage');
  const frame = stage.getBoundingClientRect();
  const found = [];
  const shown = (element) => {
    for (let e = element; e && e !== stage; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.display === 'none' || style.visibility === 'hidden') return false;
    }
    return true;
  };
  const boxOf = (element) => {
    const r = element.getBoundingClientRect();
    return { l: r.left, t: r.top + r.height * 0.16, r: r.right, b: r.bottom - r.height * 0.16 };
  };
  const texts = [...stage.querySelectorAll('svg.scene text')].filter((t) => t.textContent.trim() !== '' && shown(t))
    .map((t) => ({ text: t.textContent.trim(), element: t, ...boxOf(t) }))
    .filter((t) => t.r > frame.left && t.l < frame.right && t.b > frame.top && t.t < frame.bottom);
  const meet = (a, b, by) => Math.min(a.r, b.r) - Math.max(a.l, b.l) > by && Math.min(a.b, b.b) - Math.max(a.t, b.t) > by;
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) if (meet(a, b, 1.5)) found.push(`texts overlap: ${a.text} × ${b.text}`);
    if (a.l < frame.left - 1 || a.r > frame.right + 1 || a.t < frame.top - 1 || a.b > frame.bottom + 1) found.push(`cut: ${a.text}`);
    const size = parseFloat(getComputedStyle(a.element).fontSize) * a.element.getScreenCTM().a;
    if (size < 11.95) found.push(`too small: ${a.text} ${size.toFixed(1)}`);
  });
  for (const over of stage.querySelectorAll('.stage-tools input, .stage-tools button, .stage-tools .chips li')) {
    const r = over.getBoundingClientRect();
    if (r.width === 0) continue;
    for (const t of texts) if (meet(t, { l: r.left, r: r.right, t: r.top, b: r.bottom }, 1.5)) found.push(`covered by a control: ${t.text}`);
  }
  for (const token of stage.querySelectorAll('.token.main .body, .token .end')) {
    const r = token.getBoundingClientRect();
    if (r.width === 0) continue;
    for (const t of texts) if (meet(t, { l: r.left, r: r.right, t: r.top, b: r.bottom }, 1)) found.push(`the packet stands on: ${t.text}`);
  }
  for (const bar of stage.querySelectorAll('svg.scene .bar')) {
    const r = bar.querySelector('.body')?.getBoundingClientRect(); // from farther away it is a line
    if (!r) continue;
    for (const t of texts) if (t.element.matches('.on-bar') && bar.contains(t.element) && (t.t < r.top - 1 || t.b > r.bottom + 1)) found.push(`higher than its bar: ${t.text}`);
  }
  const free = texts.filter((t) => !t.element.closest('.pill, .bar, .tag, .card, .pause, .hook'));
  for (const line of stage.querySelectorAll('svg.scene .way, svg.scene .wire path, svg.scene .segment path')) {
    if (!shown(line)) continue;
    const box = line.getBoundingClientRect(); // asking where a line is costs much, so only lines near a word are followed
    const near = free.filter((t) => meet(t, { l: box.left, r: box.right, t: box.top, b: box.bottom }, -2));
    if (near.length === 0) continue;
    const length = line.getTotalLength?.() ?? 0;
    const matrix = line.getScreenCTM();
    const hit = new Set();
    for (let d = 0; length > 0 && d <= length; d += 2 / matrix.a) {
      const p = line.getPointAtLength(d).matrixTransform(matrix);
      for (const t of near) if (p.x > t.l && p.x < t.r && p.y > t.t && p.y < t.b) hit.add(t.text);
    }
    for (const text of hit) found.push(`a line (${line.getAttribute('class')}) crosses: ${text}`);
  }
  const machines = [...stage.querySelectorAll('.machine .outline')].map((m) => {
    const r = m.getBoundingClientRect();
    return [r.left, r.top, r.width, r.height].map(Math.round).join(' ');
  });
  return { found: [...new Set(found)], machines: machines.join(' | ') };
}
