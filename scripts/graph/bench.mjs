/**
 * Podlane's picture beside graph libraries, in one Chromium and one run: `node bench.mjs ORIGIN FOLDER [TURNS]`, with Podlane at ORIGIN and the
 * libraries below FOLDER, where pictures of what each contestant has drawn are left. Ends with 1 where an aim is missed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { largeCluster } from '../../frontend/model/gallery.js';

const [origin, folder, turns = '3'] = process.argv.slice(2);
const need = createRequire(`${folder}/`);
const { build } = need('esbuild');
const { chromium, request } = need('playwright-core');

const SIZE = { width: 1440, height: 900 };
/** Of a drag, of a packet's way, and of pictures drawn anew. */
const FRAMES = { drag: 80, packet: 80, redrawn: 20 };
/** Milliseconds for one act. */
const PATIENCE = 60_000;
const SMALL = { nodes: 54, each: 20 };
const [FROM, TO] = ['default/pod-1', 'default/pod-2'];

const LIBRARIES = {
  cytoscape: "export { default as cytoscape } from 'cytoscape';",
  sigma: "export { default as Sigma } from 'sigma'; export { sdfRectangle } from 'sigma/rendering'; export { default as Graph } from 'graphology';",
  cosmos: "export { Graph, PointShape } from '@cosmos.gl/graph';",
};

/** Everything that pages of this comparison ask for beside Podlane's own files. */
const files = new Map();
for (const [name, contents] of Object.entries(LIBRARIES)) {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, minify: true, format: 'esm', write: false, logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' } });
  files.set(`${name}.js`, ['text/javascript', outputFiles[0].text]);
}
for (const name of ['stage', 'page', 'libraries']) files.set(`own-${name}.js`, ['text/javascript', readFileSync(fileURLToPath(new URL(`${name}.js`, import.meta.url)), 'utf8')]);
files.set('page.html', ['text/html', `<!DOCTYPE html><meta charset="utf-8"><title>bench</title><style>html, body { margin: 0; display: block !important; } #place { position: absolute; left: 0; top: 0; width: ${SIZE.width}px; height: ${SIZE.height}px; }</style>
  <script src="/webjars/d3/7.9.0/dist/d3.min.js"></script><div id="place"></div>`]);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'] });
const cdp = await browser.newBrowserCDPSession();

/** Processor seconds of all processes of the browser, by their ids: page, painting, putting together. */
async function processors() {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.map((p) => [p.id, p.cpuTime]));
}

/** Runs what a page does. @returns what it answered, and the milliseconds of processor time until it was done and what it left for later too */
async function measured(page, settle, act) {
  const before = await processors();
  const answer = await Promise.race([act(), new Promise((_, fail) => { setTimeout(() => fail(new Error(`nothing after ${PATIENCE / 1000} s`)), PATIENCE).unref(); })]);
  if (settle > 0) await page.waitForTimeout(settle);
  let millis = 0;
  for (const [id, seconds] of await processors()) if (before.has(id)) millis += (seconds - before.get(id)) * 1000;
  return { answer, millis };
}

/** A fresh page. @param {boolean} levels whether Podlane draws less from far */
async function opened(levels = true) {
  const context = await browser.newContext({ viewport: SIZE, locale: 'en-US' });
  const page = await context.newPage();
  page.on('pageerror', (e) => console.error(String(e)));
  await page.route('**/bench/*', (route) => {
    const [contentType, body] = files.get(new URL(route.request().url()).pathname.slice('/bench/'.length));
    return route.fulfill({ contentType, body });
  });
  if (!levels) {
    await page.route('**/app/layout/detail.js', async (route) => {
      const text = await (await route.fetch()).text();
      const changed = text.replace(/const SMALLEST = \d+;/, 'const SMALLEST = 1e-9;').replace(/const BORDERS = \[.*?\];/, 'const BORDERS = [0, 0, 0];');
      if (changed.split('1e-9').length !== 2 || !changed.includes('[0, 0, 0]')) throw new Error('layout/detail.js is written otherwise');
      await route.fulfill({ contentType: 'text/javascript', body: changed });
    });
  }
  await page.goto(`${origin}/bench/page.html`);
  return page;
}

/** @param {{nodes: number, each: number}} how @returns {Promise<string>} id of a new cluster */
async function stored({ nodes, each }) {
  const asking = await request.newContext();
  const answer = await asking.post(`${origin}/api/clusters?name=n${nodes}`, { headers: { 'Content-Type': 'application/json' }, data: largeCluster(nodes, each), timeout: 180_000 });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return (await answer.json()).id;
}

/** What a page needs before the clock starts, by contestant. */
const READY = {
  podlane: async ({ known }) => {
    const stage = await import('/bench/own-stage.js');
    window.own = await import('/bench/own-page.js');
    window.prepared = [stage, await stage.prepare(known)];
  },
  cytoscape: async ({ elements, options, k }) => {
    const { joined, cytoscapeOf } = await import('/bench/own-libraries.js');
    const { cytoscape } = await import('/bench/cytoscape.js');
    window.own = await import('/bench/own-page.js');
    window.prepared = [cytoscapeOf(cytoscape, options), joined(elements, k)];
  },
  sigma: async ({ elements, k }) => {
    const { joined, sigmaOf } = await import('/bench/own-libraries.js');
    const { Sigma, Graph, sdfRectangle } = await import('/bench/sigma.js');
    window.own = await import('/bench/own-page.js');
    window.prepared = [sigmaOf(Sigma, Graph, sdfRectangle), joined(elements, k)];
  },
  cosmos: async ({ elements, points, side }) => {
    const { joined, cosmosOf } = await import('/bench/own-libraries.js');
    const { Graph, PointShape } = await import('/bench/cosmos.js');
    window.own = await import('/bench/own-page.js');
    if (points) {
      window.prepared = [cosmosOf(Graph, PointShape.Square), { points, side }];
      return;
    }
    const { nodes, edges, way } = joined(elements, 1);
    window.prepared = [cosmosOf(Graph, PointShape.Square), { points: nodes.flatMap((n) => [n.cx, n.cy]), links: edges.flatMap((e) => [e.a, e.b]), way, side }];
  },
};

/** One turn of one contestant. */
async function turn({ kind, levels, data, view, acts, shot }) {
  const page = await opened(levels);
  const row = {};
  try {
    await page.evaluate(READY[kind], data);
    const { answer, millis } = await measured(page, 1000, () => page.evaluate((camera) => window.own.first(window.prepared[0], window.prepared[1], camera), view));
    Object.assign(row, { first: answer, firstCpu: millis });
    row.count = await page.evaluate(() => window.own.contestant().count());
    row.level = await page.evaluate(() => window.own.contestant().level?.() ?? '');
    if (shot) await page.screenshot({ path: `${folder}/${shot}.png` });
    const settle = await page.evaluate(() => window.own.contestant().settle);
    if (acts.includes('packet')) await page.evaluate(() => window.own.contestant().packet(0));
    for (const act of acts) {
      const done = await measured(page, act === 'redrawn' ? 0 : settle, () => page.evaluate(([name, n]) => window.own[name](n), [act, FRAMES[act]]));
      const { frames, millis: each } = done.answer;
      row[act] = done.millis / Math.max(1, frames);
      row[`${act}Frame`] = median(each);
      row[`${act}Drawn`] = frames;
      if (shot && act === 'packet') await page.screenshot({ path: `${folder}/${shot}-packet.png` });
    }
  } finally {
    await page.context().close();
  }
  return row;
}

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

console.log(`${cpus().length} processors, load ${loadavg().map((l) => l.toFixed(1)).join(' ')}; ${browser.version()}`);

// What is drawn, from Podlane's own picture without levels of detail.
const small = await stored(SMALL);
const known = { cluster: small, from: FROM, to: TO };
const source = await opened(false);
await source.evaluate(READY.podlane, { known });
await source.evaluate(() => window.own.first(...window.prepared, null));
const { elements, whole, count } = await source.evaluate(() => {
  const it = window.own.contestant();
  return { elements: { ...it.elements(), way: it.way() }, whole: it.camera(), count: it.count() };
});
await source.screenshot({ path: `${folder}/source.png` });
await source.context().close();
const [px, py] = elements.way[Math.floor(elements.way.length / 2)];
const near = { x: SIZE.width / 2 - px, y: SIZE.height / 2 - py, k: 1 };
console.log(`elements: ${JSON.stringify(count)}, ${Object.values(count).reduce((a, b) => a + b)} in all; ${elements.boxes.length} boxes, ${elements.wires.length} lines`);

const far = await opened();
await far.evaluate(READY.podlane, { known: { cluster: small } });
await far.evaluate(() => window.own.first(...window.prepared, null));
const { dots, level } = await far.evaluate(async () => ({ dots: await window.own.contestant().dots(), level: window.own.contestant().level() }));
await far.context().close();
console.log(`crowd: ${dots.length / 2} points at level ${level}`);

const ACTS = ['drag', 'packet'];
const view = (at) => ({ x: (SIZE.width / 2 - at.x) / at.k, y: (SIZE.height / 2 - at.y) / at.k, k: at.k });
const textures = { textureOnViewport: true, hideEdgesOnViewport: true };
const CONTESTANTS = [
  ...[['whole', whole], ['near', near]].flatMap(([where, at]) => [
    { part: where, name: 'Podlane', kind: 'podlane', levels: true, data: { known }, view: where === 'whole' ? null : view(at), acts: ACTS },
    ...(where === 'whole' ? [{ part: where, name: 'Podlane, all drawn', kind: 'podlane', levels: false, data: { known }, view: null, acts: ACTS }] : []),
    { part: where, name: 'Cytoscape.js', kind: 'cytoscape', data: { elements, k: at.k }, view: at, acts: ACTS },
    { part: where, name: 'Cytoscape.js, a texture while it moves', kind: 'cytoscape', data: { elements, options: textures, k: at.k }, view: at, acts: ACTS },
    { part: where, name: 'sigma.js', kind: 'sigma', data: { elements, k: at.k }, view: at, acts: ACTS },
    ...(where === 'whole' ? [{ part: where, name: 'cosmos.gl, points and lines', kind: 'cosmos', data: { elements, side: 3 }, view: at, acts: ACTS }] : []),
  ]),
  { part: 'crowd', name: 'Podlane', kind: 'podlane', levels: true, data: { known: { cluster: small } }, view: null, acts: ['drag', 'redrawn'] },
  { part: 'crowd', name: 'cosmos.gl', kind: 'cosmos', data: { points: dots, side: 2 }, view: null, acts: ['drag'] },
];
/** Those of which a frame takes long without a GPU take part in the first turn only. */
const SLOW = ['sigma', 'cosmos'];
for (let i = 0; i < Number(turns); i++) {
  for (const c of CONTESTANTS) {
    if (c.refused || (i > 0 && SLOW.includes(c.kind))) continue;
    const shot = i === 0 ? `${c.part}-${c.name.toLowerCase().replace(/[^a-z]+/g, '-')}` : null;
    c.rows ??= [];
    try {
      c.rows.push(await turn({ ...c, shot }));
      console.error(i, c.part, c.name, JSON.stringify(c.rows.at(-1)));
    } catch (e) {
      c.refused = String(e.message).split('\n')[0];
      console.error(i, c.part, c.name, c.refused);
    }
  }
}
await browser.close();

const value = (part, name, what) => {
  const c = CONTESTANTS.find((one) => one.part === part && one.name === name);
  const known = (c?.rows ?? []).map((r) => r[what]).filter((v) => v !== undefined);
  return known.length === 0 ? NaN : median(known);
};
const COLUMNS = { whole: ['first', 'firstCpu', 'drag', 'packet'], near: ['first', 'firstCpu', 'drag', 'packet'], crowd: ['first', 'firstCpu', 'drag', 'dragFrame', 'redrawn', 'redrawnFrame'] };
const TITLES = {
  first: 'first picture, ms', firstCpu: 'its processor time, ms', drag: 'a frame of a drag, ms of processor time', packet: 'a frame with a moving packet, ms of processor time',
  dragFrame: 'a drag, from frame to frame, ms', redrawn: 'a frame drawn anew, ms of processor time', redrawnFrame: 'drawn anew, from frame to frame, ms',
};
const written = (v) => (Number.isNaN(v) ? '' : v < 100 ? v.toFixed(1) : v.toFixed(0));
for (const [part, columns] of Object.entries(COLUMNS)) {
  console.log(`\n| ${part} | ${columns.map((c) => TITLES[c]).join(' | ')} |\n|---|${'---|'.repeat(columns.length)}`);
  for (const c of CONTESTANTS.filter((one) => one.part === part)) console.log(`| ${c.name} | ${columns.map((what) => written(value(part, c.name, what))).join(' | ')} |${c.refused ? ` ${c.refused}` : ''}`);
}

/** Of another contestant's how much Podlane may take. */
const AIMS = [
  ...['whole', 'near'].flatMap((part) => [
    [part, 'Podlane', 'first', part, 'Cytoscape.js', 'first', 1 / 20], [part, 'Podlane', 'drag', part, 'Cytoscape.js', 'drag', 1 / 13], [part, 'Podlane', 'packet', part, 'Cytoscape.js', 'packet', 1 / 15],
  ]),
  ['whole', 'Podlane, all drawn', 'first', 'whole', 'Cytoscape.js', 'first', 1 / 20], ['whole', 'Podlane, all drawn', 'drag', 'whole', 'Cytoscape.js', 'drag', 1 / 13], ['whole', 'Podlane, all drawn', 'packet', 'whole', 'Cytoscape.js', 'packet', 1 / 15],
  ['crowd', 'Podlane', 'dragFrame', 'crowd', 'cosmos.gl', 'dragFrame', 2], ['crowd', 'Podlane', 'redrawnFrame', 'crowd', 'cosmos.gl', 'dragFrame', 2],
];
const share = (v) => (v < 1 ? `1/${(1 / v).toFixed(1)}` : v.toFixed(2));
let missed = 0;
console.log('\n| part | what | ratio | aim | met |\n|---|---|---|---|---|');
for (const [part, name, what, otherPart, other, otherWhat, most] of AIMS) {
  const ratio = value(part, name, what) / value(otherPart, other, otherWhat);
  const met = ratio <= most;
  if (!met) missed++;
  console.log(`| ${part} | ${name} to ${other}: ${TITLES[what]} | ${Number.isNaN(ratio) ? 'not measured' : share(ratio)} | ≤ ${share(most)} | ${met ? 'yes' : 'no'} |`);
}
process.exitCode = missed > 0 ? 1 : 0;
