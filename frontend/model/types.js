/**
 * The shapes the API speaks, and the few the page adds. Types only: this module exports nothing at run time.
 *
 * @typedef {'request'|'reply'|'error'|'redirect'|'arp'|'connection'|'earlier'} Flow
 * @typedef {'story'|'stage'|'row'} Level
 *
 * @typedef {object} Layer
 * @property {string} type ethernet, arp, ipv4, icmp, tcp, udp …
 * @property {Record<string, string>} fields in display order
 * @property {'tunnel'|'quoted'} [inside] set where the layer lies inside what the packet carries or quotes
 *
 * @typedef {object} Packet
 * @property {string} summary like `10.0.1.2→10.0.2.2 · TTL 62`
 * @property {Layer[]} layers outermost first
 *
 * @typedef {object} EvidenceRow
 * @property {string[]} cells
 * @property {'matched'|'near'|'other'} verdict
 * @property {string} [note] why a near miss missed
 *
 * @typedef {object} Evidence
 * @property {string} title
 * @property {string[]} columns
 * @property {EvidenceRow[]} rows
 * @property {number} [omitted] rows left out because the table is long
 *
 * @typedef {object} Step
 * @property {number} index position in its hop
 * @property {number} seq global order of play
 * @property {string} type name of the step record
 * @property {Level} level the least detail that shows it, as the server decides
 * @property {string|null} device
 * @property {string} sentence
 * @property {Record<string, unknown>} fields
 * @property {Packet|null} before
 * @property {Packet|null} after
 * @property {Evidence[]} evidence empty in a trace without rows
 * @property {string|null} command
 * @property {boolean} [veiled] whether what it decides is being asked for and is left out
 *
 * @typedef {object} Hop
 * @property {number} id
 * @property {{hop: number, step: number}|null} parent the step this hop follows from
 * @property {number} tick hops of one tick happen at the same time
 * @property {number} timeMillis virtual time
 * @property {Flow} flow
 * @property {number} packet
 * @property {string} namespace
 * @property {boolean} infra
 * @property {Step[]} steps
 * @property {number} [act] of which walk of several it is part
 *
 * @typedef {object} Outcome
 * @property {string} result
 * @property {string} sentence
 * @property {string} [reason]
 * @property {{namespace: string, device: string|null}|null} [at]
 * @property {Cause|null} [cause] who decided, unless it was delivered
 * @property {{netns: string, object?: ObjectRef|null, meant?: {netns: string, object?: ObjectRef|null}|null}|null} [answeredBy]
 * @property {{pod?: string|null, address: string, port: number, probability: number}[]} [backends] endpoints that could have been chosen
 * @property {{netns: string, to: string, result: string, cause?: Cause|null}|null} [onward] what a proxy that answered did then
 * @property {{status: number}|null} [http] the answer to a URL
 *
 * @typedef {{kind: string, namespace?: string|null, name: string}} ObjectRef
 *
 * @typedef {object} Cause
 * @property {string} code
 * @property {ObjectRef|null} [object] of the input
 * @property {string|null} [path] of its field
 * @property {string|null} [rule] as Linux prints it
 * @property {string|null} [device]
 * @property {string|null} [netns]
 * @property {number|null} [step] seq of the step that decided
 * @property {{field: string, wanted?: string|null, had?: string|null}[]} [fields]
 *
 * @typedef {object} Probe
 * @property {string} from
 * @property {string} to
 * @property {'tcp'|'udp'|'icmp'} protocol
 * @property {number|null} port
 * @property {number|null} ttl
 * @property {boolean} cold
 * @property {number|null} [seed]
 * @property {number|null} [size] octets of data
 * @property {'want'|'do'|'dont'|'probe'|null} [df]
 * @property {number|null} [sourcePort]
 * @property {number|null} [after] seconds since the probe before
 * @property {Exchange|null} [connection]
 * @property {string|null} [via] node at which a packet from outside for a load balancer arrives
 * @property {string|null} [endpoint] endpoint of a Service that is chosen
 * @property {string|null} [host] value of the header Host, where `to` is a URL
 * @property {string|null} [method] of the request for a URL
 * @property {Record<string, string>|null} [headers] further headers of that request
 * @property {'ipv4'|'ipv6'|null} [family]
 * @property {number|null} [repeat] how many times it is sent in a row
 * @property {'counted'|'walked'|null} [bystanders]
 *
 * Data that goes over a connection, in octets.
 * @typedef {{request: number, response: number, close: 'fin'|'rst'|'keep'}} Exchange
 *
 * Steps that are told as one, and can be opened: a question of ARP and all that came of it, or a packet sent again.
 * @typedef {object} Fold
 * @property {number} seq of its first step
 * @property {'arp'|'again'|'connection'} type
 * @property {{hop: number, step: number}|null} [parent] the step it follows from
 * @property {number[]} requests ids of the hops that begin with one of its requests, or with an attempt
 * @property {number} steps how many it stands for
 * @property {string} sentence
 *
 * @typedef {object} Trace
 * @property {'stages'|'rows'} detail how much of the walk it has
 * @property {{hops: number, steps: number}} [omitted] what a long walk leaves out
 * @property {Probe & {source?: string, destination?: string, fromNamespace?: string, toNamespace?: string|null}} probe
 * @property {Outcome} outcome
 * @property {Hop[]} hops
 * @property {Fold[]} folds in order of play
 * @property {Record<string, string>} paths
 * @property {{namespace: string, entries: string[]}[]} [connections] what is tracked when the walk is over
 * @property {Extra} [extra] what the walk found that the topology has not
 * @property {import('./acts.js').Act[]} [acts] the walks that it was joined from, where there were several
 *
 * @typedef {object} Device
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {'bridge'|'nic'|'port'|'pod'|'loopback'|'other'} role
 * @property {string|null} mac
 * @property {number} mtu
 * @property {boolean} up
 * @property {string[]} addresses with prefix length
 * @property {string|null} master
 * @property {string|null} peer
 * @property {boolean} [cut] whether its cable is cut
 * @property {string|null} [underlay] device a tunnel is bound to
 *
 * @typedef {object} Container
 * @property {string} name
 * @property {string} image
 * @property {{name: string|null, port: number, protocol: string, error?: string}[]} ports
 * @property {string[]} published ports a Docker engine publishes
 *
 * @typedef {object} Pod
 * @property {string} namespace
 * @property {string} name
 * @property {Record<string, string>} labels
 * @property {string} phase
 * @property {boolean} hostNetwork
 * @property {string|null} ip
 * @property {string|null} [owner] the controller that made it
 * @property {{ingress: string[], egress: string[]}} [gates] policies that select it
 * @property {Container[]} containers
 *
 * @typedef {object} Namespace
 * @property {string} id
 * @property {'host'|'pod'|'container'|'router'|'segment'|'other'} kind
 * @property {string|null} machine
 * @property {boolean} infra
 * @property {string|null} holder the process that keeps it, such as pause
 * @property {string} label
 * @property {boolean} ipForward
 * @property {string[]} [hooks] netfilter hooks with rules
 * @property {Device[]} devices
 * @property {Pod[]} pods
 * @property {{name: string|null, port: number, protocol: string}[]} [listeners] where no object explains the namespace
 *
 * @typedef {object} Problem
 * @property {string} severity
 * @property {string} code
 * @property {string} message
 * @property {string} [file]
 * @property {number} [document]
 * @property {number} [line]
 * @property {string} [path]
 * @property {string[]} [findings] codes of findings that may tell the same
 *
 * @typedef {object} Topology
 * @property {string} id
 * @property {string} name
 * @property {boolean} [summary] whether it tells the machines, and only of some what is on them
 * @property {{id: string, kind: string, label: string, ready: boolean, zone?: string, rack?: string, pods?: number, problems?: number}[]} machines in a summary with what is counted on each
 * @property {{id: string, label: string, namespace: string, members: string[]}[]} segments
 * @property {Namespace[]} namespaces
 * @property {ServicePlate[]} [services]
 * @property {string[]} [urls] that Ingresses and HTTPRoutes name
 * @property {{id: string, machine: string}[]} [assumed] pods that a URL brings
 * @property {NetworkChoice} [network]
 * @property {ReadonlyMap<string, import('./cues.js').Cue>} [cues] what the picture says of network namespaces at a moment
 * @property {{machines: number, segments: number, namespaces: number}} [omitted] what would make it too large
 *
 * @typedef {object} ServicePlate a Service: an address that no interface has
 * @property {string} namespace
 * @property {string} name
 * @property {string} type
 * @property {string[]} addresses
 * @property {string[]} ports
 * @property {number[]} [nodePorts]
 * @property {string[]} [loadBalancer] its addresses
 * @property {PlateEndpoint[]} [endpoints]
 *
 * @typedef {object} PlateEndpoint
 * @property {string|null} [pod] as namespace/name
 * @property {string} address
 * @property {boolean} ready
 * @property {boolean} terminating
 *
 * @typedef {object} NetworkChoice
 * @property {string|null} [name] of the ClusterNetwork, absent where the documents hold none
 * @property {string} podNetwork
 * @property {string} proxyMode
 * @property {string} [policyEngine] who enforces policies, or none
 * @property {boolean} [policiesSimulated]
 *
 * @typedef {Pick<Topology, 'machines'|'namespaces'>} Extra machines and namespaces beside a topology, or in place of those of their id
 *
 * @typedef {object} ClusterInfo
 * @property {string} id
 * @property {string} name
 * @property {boolean} [sample]
 * @property {string} [updated] when it was changed last
 * @property {{problems: number, assumptions: number}} [omitted] what would make it too large
 * @property {{nodes: number, pods: number, namespaces: number, finishedPods?: number, waitingPods?: number,
 *   notSimulated?: Record<string, number>, unknown?: Record<string, number>, withoutEffect?: Record<string, number>,
 *   networkNamespaces?: number, devices?: number}} [counts]
 * @property {Problem[]} [problems]
 * @property {{code: string, message: string}[]} [assumptions]
 * @property {Record<string, number>} [redacted]
 * @property {Edit[]} [edits]
 * @property {string} [about] what a sample is there to show
 * @property {(Partial<Probe> & {text: string, stream?: {start: number, until: number, every: number}})[]} [probes] that show the point of a sample; in seconds, a stream over the time line
 *
 * @typedef {object} Edit
 * @property {number} number
 * @property {string} namespace
 * @property {string} command
 * @property {string} [kind] commands, field, manifest, pod or container
 * @property {string} [refused] what the tool said if it no longer applies
 *
 * @typedef {object} History what was changed; a server that keeps no history tells the edits alone
 * @property {Edit[]} edits
 * @property {number} [position] how many of them the cluster has
 * @property {Edit[]} [undone] what was taken back, the next to be made again first
 * @property {boolean} [redo]
 *
 * @typedef {object} CommandAnswer
 * @property {string} text
 * @property {boolean} refused
 * @property {number} exitCode
 * @property {boolean} changed
 * @property {string} cluster the cluster that has the edits
 * @property {Edit[]} edits
 * @property {Partial<Probe>[]} [walks] the probes that the program sent
 *
 * @typedef {object} Route
 * @property {string} id
 * @property {string} table
 * @property {string} text
 * @property {string} destination
 * @property {string} type
 * @property {string|null} via
 * @property {string|null} dev
 * @property {number} metric
 * @property {{kind: string, namespace?: string, name: string}|null} object
 *
 * @typedef {object} NamespaceDetail
 * @property {string} id
 * @property {string} kind
 * @property {(Device & {index?: number})[]} devices
 * @property {string[]} addresses
 * @property {Route[]} routes
 * @property {Record<string, unknown>[]} neighbours
 * @property {Record<string, unknown>[]} fdb
 * @property {string[]} rules policy rules as `ip rule` prints them
 * @property {{table: string, chain: string, policy: string|null, size: number, rules: string[]}[]} chains
 * @property {Record<string, unknown>[]} sets
 * @property {{protocol: string, address: string, port: number, process: string|null}[]} sockets
 * @property {Record<string, string|number>} sysctls
 * @property {Record<string, {source: string}>} [origins] by the ids of elements
 * @property {string|null} yaml
 *
 * One step as the page plays it: the step, its hop, its place in the tree and in time.
 * @typedef {object} Mark
 * @property {string} id `hop.index` of the step, which stays when a walk has more or fewer steps elsewhere
 * @property {number} seq
 * @property {number} column marks of one column happen at the same time
 * @property {Flow} flow
 * @property {number} packet
 * @property {string} namespace
 * @property {boolean} infra
 * @property {boolean} stop the packet ends here against the sender's wish
 * @property {number} timeMillis
 * @property {Step} step
 * @property {Hop} hop
 * @property {Mark|null} previous the mark this one follows from
 * @property {readonly string[]} [through] ids of devices that frames went out of since then, in order, where that is not told
 * @property {Fold|null} fold the steps it is the first of, where they can be told as one
 * @property {boolean} aside told beside the steps and not counted among them, such as a closed question of ARP
 * @property {{heard: number, namespaces: string[]}|null} crowd those it speaks for, which heard a frame that was not for them
 */
export {};
