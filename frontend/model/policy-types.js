/**
 * What the server says of policies, findings and pairs. Types only: this module exports nothing at run time.
 *
 * @typedef {import('./types.js').ObjectRef} ObjectRef
 * @typedef {Record<string, unknown>} EditBody an edit as `POST …/edits` takes it
 * @typedef {{field: string, wanted?: string|null, had?: string|null}} Compared a field that failed
 *
 * @typedef {object} ReachabilityReason
 * @property {'egress'|'ingress'} direction
 * @property {'admin'|'network-policy'|'baseline'|'other'|'exempt'} tier
 * @property {'allows'|'denies'|'passes'|'does-not-allow'|'may-change'} effect
 * @property {ObjectRef|null} [object]
 * @property {string} path
 * @property {Compared[]} fields
 *
 * @typedef {object} ReachabilityAnswer
 * @property {'allow'|'deny'|'mixed'|'unknown'} verdict
 * @property {ReachabilityReason[]} because
 *
 * @typedef {object} WhyRemedy
 * @property {EditBody[]} edits all of them in this order
 * @property {string[]} sentences
 * @property {string} result
 * @property {string} sentence
 *
 * @typedef {object} WhySupposition
 * @property {string} setting
 * @property {string} value
 * @property {EditBody} edit
 * @property {string} result
 * @property {string} sentence
 *
 * @typedef {object} Why
 * @property {import('./types.js').Probe & {fromNamespace?: string|null, toNamespace?: string|null}} probe
 * @property {import('./types.js').Outcome} outcome
 * @property {ReachabilityAnswer|null} [policies]
 * @property {{object: ObjectRef, path: string, file: string, line: number, first: number, mark: number, lines: string[]}|null} [source] the field that decided, among the lines of its object
 * @property {boolean} enforced
 * @property {WhyRemedy[]} remedies
 * @property {WhySupposition[]} suppositions
 * @property {number} untried
 *
 * A policy with its selectors resolved: pods of a selector, the first of them by name; of a rule, pods, or blocks of addresses with exceptions.
 * @typedef {{count: number, pods: string[]}} SelectedPods
 * @typedef {{path: string, pods?: SelectedPods, blocks?: string[], except?: string[]}} PolicyPeer
 * @typedef {{direction: string, path: string, action: 'allow'|'deny'|'pass', peers: PolicyPeer[], ports: string[]}} PolicyRule
 * @typedef {{policy: {object: ObjectRef, tier: string, directions: string[], valid: boolean}, selects: SelectedPods, rules: PolicyRule[]}} Policy
 *
 * @typedef {object} Finding
 * @property {string} code
 * @property {'error'|'warning'|'note'} severity
 * @property {ObjectRef} object
 * @property {string} path
 * @property {string} [file]
 * @property {number} [document]
 * @property {number} [line]
 * @property {string} expected
 * @property {string} actual
 * @property {string} sentence
 * @property {string} command
 * @property {string} [commandOn]
 * @property {Partial<import('./types.js').Probe>} [probe]
 * @property {EditBody} [edit]
 *
 * @typedef {object} Findings
 * @property {Finding[]} findings
 * @property {number} omitted
 *
 * @typedef {'allow'|'deny'|'mixed'|'unknown'|'itself'} PairVerdict
 *
 * @typedef {object} PairsSender
 * @property {string} kind
 * @property {string} [namespace]
 * @property {string} [name]
 * @property {string} [owner]
 * @property {number} size
 * @property {string[]} [ranges]
 *
 * @typedef {object} PairsReceiver
 * @property {string} kind
 * @property {string} [namespace]
 * @property {string} [name]
 * @property {string} [owner]
 * @property {number} size
 * @property {string[]} [ranges]
 * @property {string} protocol
 * @property {number} port
 * @property {string} source
 *
 * @typedef {object} PairsCase
 * @property {'allow'|'deny'|'unknown'} verdict
 * @property {number} pairs
 * @property {{from: string, to: string, protocol: any, port: number}} [probe]
 * @property {ReachabilityReason[]} because
 *
 * @typedef {object} PairsWalk
 * @property {string} result
 * @property {string} [code]
 * @property {ObjectRef} [object]
 * @property {string} [path]
 *
 * @typedef {object} PairsCell
 * @property {number} row
 * @property {number} column
 * @property {PairVerdict} verdict
 * @property {PairVerdict} policy
 * @property {boolean} walked
 * @property {PairsWalk} [walk]
 * @property {boolean} [limited]
 * @property {PairsCase[]} cases
 *
 * @typedef {object} Pairs
 * @property {boolean} enforced
 * @property {number} policies
 * @property {number} pods
 * @property {number} classes
 * @property {string} group
 * @property {string} family
 * @property {{first: number, count: number, total: number}} rows
 * @property {{first: number, count: number, total: number}} columns
 * @property {PairsSender[]} from
 * @property {PairsReceiver[]} to
 * @property {PairsCell[]} cells
 *
 * @typedef {object} Expectation
 * @property {string} [name]
 * @property {string} from
 * @property {string} to
 * @property {string} protocol
 * @property {string} [port]
 * @property {string} expect
 * @property {string} [reason]
 * @property {boolean} ok
 * @property {import('./types.js').Outcome} [outcome]
 * @property {string} [problem]
 * @property {string} [file]
 * @property {number} [line]
 * @property {string} [path]
 *
 * @typedef {object} Expectations
 * @property {boolean} ok
 * @property {Expectation[]} expectations
 */
export {};
