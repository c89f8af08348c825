/** Manifests of public projects, unchanged but joined into one file. `from` is repository@commit and path. */
export const REAL = Object.freeze([
  { id: 'online-boutique', name: 'Online Boutique', from: 'GoogleCloudPlatform/microservices-demo@34ffea917 · release/kubernetes-manifests.yaml', licence: 'Apache-2.0' },
  { id: 'guestbook', name: 'Guestbook', from: 'kubernetes/examples@279e8e4f · web/guestbook/all-in-one/guestbook-all-in-one.yaml', licence: 'Apache-2.0' },
  { id: 'emojivoto', name: 'Emojivoto', from: 'BuoyantIO/emojivoto@e490d57 · kustomize/deployment/', licence: 'Apache-2.0' },
  { id: 'voting-app', name: 'Example Voting App', from: 'dockersamples/example-voting-app@63e9150c · k8s-specifications/', licence: 'Apache-2.0' },
]);

/** Samples in which something goes wrong, by what a reader would look for. */
export const FAILURES = Object.freeze(['docker-conflict', 'docker-conflict-masq', 'docker0-nodes', 'mtu', 'policies', 'rollout-bare', 'lost-node', 'kill', 'stateful-name']);

/** The sample whose pod network is one field, and the kinds that are put beside the one it has. */
export const NETWORKS = Object.freeze({ sample: 'pod-networks', kinds: Object.freeze(['flannel-vxlan', 'kindnet', 'calico', 'calico-ipip']) });

export const LARGE = Object.freeze({ nodes: 5000, each: 4 });
const ZONES = 5;
const SERVICES = 50;

/**
 * A large cluster as Kubernetes would list it.
 * @param {number} [nodes] up to 5,120, for which there are addresses
 * @param {number} [each] pods on each node
 * @returns {string} JSON
 */
export function largeCluster(nodes = LARGE.nodes, each = LARGE.each) {
  const block = (/** @type {number} */ i) => `10.${128 + Math.floor(i / 256)}.${i % 256}`;
  const app = (/** @type {number} */ i) => `app-${i % SERVICES}`;
  const items = [
    { apiVersion: 'podlane.dev/v1', kind: 'ClusterNetwork', metadata: { name: 'large' }, spec: { podCIDR: '10.128.0.0/11', serviceCIDR: '10.96.0.0/16', nodeNetwork: { cidr: '172.16.0.0/16' }, podNetwork: 'bridge' } },
    ...Array.from({ length: nodes }, (_, i) => ({
      apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${i + 1}`, labels: { 'topology.kubernetes.io/zone': `zone-${(i % ZONES) + 1}` } }, spec: { podCIDR: `${block(i)}.0/24` },
      status: { addresses: [{ type: 'InternalIP', address: `172.16.${Math.floor((i + 2) / 256)}.${(i + 2) % 256}` }], conditions: [{ type: 'Ready', status: 'True' }] },
    })),
    ...Array.from({ length: Math.min(SERVICES, nodes * each) }, (_, i) => ({
      apiVersion: 'v1', kind: 'Service', metadata: { name: app(i), namespace: 'default' }, spec: { clusterIP: `10.96.1.${i + 1}`, selector: { app: app(i) }, ports: [{ port: 80 }] },
    })),
    ...Array.from({ length: nodes * each }, (_, i) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${i + 1}`, namespace: 'default', labels: { app: app(i) } },
      spec: { nodeName: `node-${Math.floor(i / each) + 1}`, containers: [{ name: 'web', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }] },
      status: { phase: 'Running', podIP: `${block(Math.floor(i / each))}.${(i % each) + 2}`, conditions: [{ type: 'Ready', status: 'True' }] },
    })),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
