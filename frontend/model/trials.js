import { messageOf } from './failures.js';
import { translator } from './text.js';

/** @typedef {import('./commands.js').Store} Store */
/** @typedef {import('./commands.js').Client} Client */
/** @typedef {'preStop'|'proxyMinSync'|'maxSurge'|'maxUnavailable'|'appStart'} Trial */
/** @typedef {{kind: string, namespace: string, name: string}} Workload */

/** What can be tried, and how far. */
export const TRIALS = Object.freeze(/** @type {const} */ ({
  preStop: { most: 10, step: 1, unit: 's' }, proxyMinSync: { most: 10, step: 0.5, unit: 's' }, maxSurge: { most: 3, step: 1, unit: '' },
  maxUnavailable: { most: 3, step: 1, unit: '' }, appStart: { most: 20, step: 1, unit: 's' },
}));

/** Fields of a Deployment. @type {Record<string, string>} */
const FIELDS = {
  preStop: 'spec.template.spec.containers[0].lifecycle.preStop', maxSurge: 'spec.strategy.rollingUpdate.maxSurge', maxUnavailable: 'spec.strategy.rollingUpdate.maxUnavailable',
};

/** @param {Trial} trial @param {number} value @param {Workload|null} workload @returns {{edit: Record<string, unknown>}|{event: Record<string, unknown>, at: number}|null} */
export function askedOf(trial, value, workload) {
  const path = FIELDS[trial];
  if (path === undefined) return { event: { type: 'set', setting: trial, value: String(value) }, at: 0 };
  if (!workload) return null;
  const own = trial !== 'preStop' ? value : value === 0 ? null : { sleep: { seconds: value } };
  return { edit: { object: workload, path, value: own } };
}

/**
 * What is tried at the moment; null where it is not known, or the workload has no such field.
 * @param {Trial} trial
 * @param {Pick<import('./state.js').State, 'told'>} state
 * @param {Workload|null} workload
 * @returns {number|null}
 */
export function valueOf(trial, { told }, workload) {
  if (FIELDS[trial] === undefined) {
    const setting = told?.line.settings[trial];
    return typeof setting === 'number' ? setting : null;
  }
  const own = told?.line.workloads?.find((w) => w.kind === workload?.kind && w.namespace === workload.namespace && w.name === workload.name);
  return own?.[/** @type {'preStop'|'maxSurge'|'maxUnavailable'} */ (trial)] ?? null;
}

/** @typedef {import('./types.js').Topology['namespaces']} Namespaces */

/** The owner of the first pod of which something is true. @param {Namespaces} all @param {(pod: Namespaces[number]['pods'][number]) => boolean} test */
function ownerIn(all, test) {
  for (const { pods } of all) {
    const found = pods.find(test);
    if (found) return found.owner ?? null;
  }
  return null;
}

/** @param {{owner?: string|null}} pod */
const ofDeployment = ({ owner }) => Boolean(owner?.startsWith('Deployment '));

/** @type {WeakMap<object, string>} by time line */
const busy = new WeakMap();

/** The Deployment of a pod that something happens to, or one that is written. @param {NonNullable<import('./state.js').State['told']>} told @param {Namespaces} all */
function busiest({ line }, all) {
  const before = busy.get(line);
  if (before !== undefined) return before;
  const names = new Set(line.events.map((e) => e.object.name));
  const written = line.events.find((e) => e.object.kind === 'Deployment')?.object;
  const found = ownerIn(all, (p) => ofDeployment(p) && names.has(p.name)) ?? (written ? `Deployment ${written.namespace ?? 'default'}/${written.name}` : null);
  if (found !== null) busy.set(line, found);
  return found;
}

/**
 * The Deployment that the time line is about: that of the pod that is spoken of, or of any other that has one.
 * @param {Pick<import('./state.js').State, 'told'|'topology'>} state
 * @param {string|null} pod
 * @returns {Workload|null}
 */
export function workloadOf({ told, topology }, pod) {
  const all = [...(topology?.namespaces ?? []), ...(told?.first.namespaces ?? [])];
  const owner = ownerIn(all, (p) => `${p.namespace}/${p.name}` === pod) ?? (told ? busiest(told, all) : null) ?? ownerIn(all, ofDeployment);
  const [, kind, namespace, name] = /^(\S+) ([^/]+)\/(.+)$/.exec(owner ?? '') ?? [];
  return kind && namespace && name ? { kind, namespace, name } : null;
}

/**
 * Events that are planned by hand, and what is tried; both run the time line again.
 * @param {Store} store
 * @param {Client} client
 * @param {{openCluster: (id: string, how: {keepProbe: boolean}) => Promise<void>, listClusters: () => Promise<void>,
 *   refresh: (id: string, namespace: string|null) => Promise<void>}} on
 */
export function createTrials(store, client, on) {
  const text = (/** @type {string} */ key, /** @type {any[]} */ ...args) => translator(store.get().messages)(key, ...args);

  /** A sample is not changed: a copy of it is. @returns {Promise<string>} id of what is changed */
  async function own() {
    const { info, clusterId, clock, timing } = store.get();
    if (!info?.sample) return clusterId;
    const documents = await client.manifests(clusterId);
    const saved = await client.save(null, text('ui.edit.copy', info.name).slice(0, 200), { blob: documents, type: 'application/yaml' },
      { strict: false, sent: () => {}, read: () => {}, signal: new AbortController().signal });
    store.dispatch({ type: 'clusterMade', id: saved.id });
    await on.openCluster(saved.id, { keepProbe: true });
    if (timing) store.dispatch({ type: 'timeTurned', on: true, clock: clock ?? 0 });
    store.dispatch({ type: 'noticed', notice: text('ui.terminal.copied', saved.name) });
    await on.listClusters();
    return saved.id;
  }

  /** @param {(id: string) => Promise<unknown>} change */
  async function changed(change) {
    if (store.get().running) return;
    store.dispatch({ type: 'working', on: true });
    try {
      const id = await own();
      await change(id);
      await on.refresh(id, null);
    } catch (e) {
      store.dispatch({ type: 'noticed', notice: messageOf(e, text) });
    } finally {
      store.dispatch({ type: 'working', on: false });
    }
  }

  return {
    /** A cluster of its own that is the same up to the moment that is shown; both are then seen side by side. */
    async fork() {
      const { running, clusterId, clock } = store.get();
      if (running) return;
      const moment = Math.round((clock ?? 0) * 1000) / 1000;
      store.dispatch({ type: 'working', on: true });
      try {
        const made = await client.fork(clusterId, moment);
        store.dispatch({ type: 'clusterMade', id: made.id });
        await on.openCluster(made.id, { keepProbe: true });
        store.dispatch({ type: 'timeTurned', on: true, clock: moment });
        store.dispatch({ type: 'versusChosen', of: clusterId, edit: null, both: true });
        store.dispatch({ type: 'noticed', notice: text('ui.time.forked', made.name) });
        await on.listClusters();
      } catch (e) {
        store.dispatch({ type: 'noticed', notice: messageOf(e, text) });
      } finally {
        store.dispatch({ type: 'working', on: false });
      }
    },
    /** Something happens, at the moment that is shown. @param {Record<string, unknown>} event */
    async plan(event) {
      const { timing, clock } = store.get();
      const at = timing ? Math.round((clock ?? 0) * 1000) / 1000 : 0;
      await changed((id) => client.plan(id, { event, at }));
      if (!timing) store.dispatch({ type: 'timeTurned', on: true, clock: at });
    },
    /** @param {Trial} trial @param {number} value @param {Workload|null} workload */
    async tryOut(trial, value, workload) {
      const asked = askedOf(trial, value, workload);
      if (!asked) return;
      const { history, versus, both } = store.get();
      const before = versus ?? { of: null, edit: history?.position ?? 0 };
      await changed((id) => ('edit' in asked ? client.edit(id, { ...asked.edit, copyAs: '' }) : client.plan(id, asked)));
      store.dispatch({ type: 'versusChosen', ...before, both });
    },
  };
}
