/** @typedef {{id: string, kind: string, label: string, ready: boolean, pods?: number, problems?: number}} Machine */

/** Of so many machines of a large network everything is known from the start, for something has to be there to send from. */
const FIRST = 2;
const MOST_PAGES = 100;

/**
 * The topology of a cluster: everything, or of a large one its machines, the routers and the first machines with what is on
 * them.
 * @param {(query: Record<string, any>) => Promise<any>} ask
 */
export async function wholeOf(ask) {
  const answer = await ask({});
  if (answer.detail !== 'machines') return answer;
  const listed = [...answer.machines];
  let left = answer.omitted?.machines ?? 0;
  for (let i = 0; left > 0 && i < MOST_PAGES; i++) {
    const page = await ask({ detail: 'machines', from: listed.length });
    if (page.machines.length === 0) break;
    listed.push(...page.machines);
    left = page.omitted?.machines ?? 0;
  }
  /** @type {Machine[]} */
  const machines = listed.map((m) => ({ ...m, label: m.id, ready: m.ready !== false }));
  const routers = machines.filter((m) => m.kind === 'router').slice(0, 8);
  const first = machines.filter((m) => m.kind !== 'router').slice(0, FIRST);
  const part = await ask({ machine: [...routers, ...first].map((m) => m.id) });
  const labels = new Map(part.machines.map((/** @type {Machine} */ m) => [m.id, m.label]));
  return {
    id: answer.id, name: answer.name, summary: true,
    machines: machines.map((m) => ({ ...m, label: labels.get(m.id) ?? m.label })),
    segments: answer.segments.map((/** @type {{id: string, label: string}} */ s) => ({ id: s.id, label: s.label, namespace: s.id, members: [] })),
    namespaces: part.namespaces, problems: [],
  };
}
