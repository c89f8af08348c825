/** @typedef {import('./types.js').Trace} Trace */
/** @typedef {import('./types.js').Topology} Topology */
/** @typedef {import('./types.js').ClusterInfo} ClusterInfo */
/** @typedef {import('./types.js').NamespaceDetail} NamespaceDetail */
/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Probe} Probe */
/** @typedef {import('./forms.js').ImportForm} ImportForm */
/**
 * Everything that can happen to the page. Each slice of the state hears all of it and answers for its own fields.
 *
 * What the reader wants of the page:
 * @typedef {{type: 'languageChosen', lang: 'en'|'zh'} | {type: 'languageLoaded', lang: 'en'|'zh', messages: Record<string, string>}
 *   | {type: 'themeChosen', theme: 'auto'|'light'|'dark'} | {type: 'speedChosen', speed: number} | {type: 'tellChosen', on: boolean} | {type: 'guessChosen', on: boolean}
 *   | {type: 'clusterMade', id: string} | {type: 'ownRead', ids: string[]} | {type: 'sidesChanged', sides: Partial<import('./sides.js').Sides>} | {type: 'linkFollowed', link: import('./url.js').LinkState}} SettingsAction
 *
 * What the server says of clusters:
 * @typedef {{type: 'clustersListed', clusters: ClusterInfo[]} | {type: 'failed', message: string} | {type: 'infoArrived', info: ClusterInfo|null}
 *   | {type: 'sightMoved', machines: string[]}
 *   | {type: 'partsArrived', id: string, part: import('./types.js').Extra}
 *   | {type: 'clusterOpened', id: string, info: ClusterInfo, topology: Topology, at?: number|null}
 *   | {type: 'clusterRefreshed', id: string, info: ClusterInfo, topology: Topology, details: Map<string, NamespaceDetail>, at?: number|null}
 *   | {type: 'historyArrived', id: string, history: import('./types.js').History|null}
 *   | {type: 'detailArrived', name: string, detail: NamespaceDetail} | {type: 'detailRefused', name: string, message: string}
 *   | {type: 'detailWanted', name: string} | {type: 'outputArrived', key: string, text: string}
 *   | {type: 'momentArrived', moment: import('./moment.js').Moment}} WorldAction
 *
 * What is asked, and what became of it. `step` is where to stand, `open` which scenes to open, both by ids of steps:
 * @typedef {{type: 'probeChanged', patch: Partial<Probe>} | {type: 'probeReplaced', probe: Probe} | {type: 'probeSent'}
 *   | {type: 'probeFailed', problems: Problem[]} | {type: 'rowsArrived', trace: Trace, of: Trace}
 *   | {type: 'traceArrived', trace: Trace, step?: string|null, keep?: boolean, stay?: boolean, play?: boolean, tell?: boolean, open?: string[], asked?: Pick<import('./walk.js').WalkState, 'stops'|'quiz'>}} ProbeAction
 *
 * How the walk is told. Only the conductor moves the playhead:
 * @typedef {{type: 'playheadMoved', seq: number, playing: boolean, source: import('./conductor.js').Source, jump?: boolean}
 *   | {type: 'played', on: boolean} | {type: 'endTold'} | {type: 'levelChosen', level: import('./types.js').Level, open?: number[]}
 *   | {type: 'arpChosen', arp: 'folded'|'open'} | {type: 'sceneTurned', seq: number, on: boolean}
 *   | {type: 'stopsSet', stops: import('./walk.js').Stop[], quiz?: import('./guesses.js').Quiz|null, answers?: ReadonlyMap<string, import('./walk.js').Guess>, beyond?: boolean} | {type: 'held', held: import('./walk.js').WalkState['held']} | {type: 'answered', id: string, choice: number, told: import('./walk.js').Told|null} | {type: 'answerTakenBack', id: string}} WalkAction
 *
 * What is in view:
 * @typedef {{type: 'selected', namespace: string, device?: string|null} | {type: 'tabChosen', tab: import('./state.js').Tab}
 *   | {type: 'drawerTurned', drawer: import('./panel.js').Drawer|null} | {type: 'viewMoved', view: import('./state.js').View|null} | {type: 'noticed', notice: string}
 *   | {type: 'projectorTurned', on: boolean} | {type: 'blanked'} | {type: 'captureArrived', of: Trace, device: string, frames: import('./pcapng.js').Frame[]}
 *   | {type: 'commandGiven', namespace: string} | {type: 'commandAnswered', namespace: string, command: string, text: string, refused: boolean,
 *   walks?: import('./terminal.js').Sent[]}
 *   | {type: 'working', on: boolean} | {type: 'terminalTyped', namespace: string, draft: string}
 *   | {type: 'terminalRecalled', namespace: string, by: 1|-1}} PanelAction
 *
 * Walks side by side:
 * @typedef {{type: 'pinned', pin: import('./compare.js').Pin|null} | {type: 'besideChosen', on: boolean}} CompareAction
 *
 * What policies say, and what is found:
 * @typedef {{type: 'whyTurned', on: boolean|null} | {type: 'whyRefused', of: Trace, message: string}
 *   | {type: 'whyArrived', of: Trace, why: import('./policy-types.js').Why, policies: Map<string, import('./policy-types.js').Policy>}
 *   | {type: 'findingsArrived', of: Topology, findings: import('./policy-types.js').Finding[], omitted: number}
 *   | {type: 'boardTurned', on: boolean} | {type: 'pairsArrived', key: string, pairs: import('./policy-types.js').Pairs, then: boolean}
 *   | {type: 'pairsRefused', message: string} | {type: 'cellChosen', cell: import('./reach.js').Place|null} | {type: 'cellTabChosen', tab: 'why'|'walk'|'yaml'} | {type: 'cellTold', told: import('./reach.js').CellTold} | {type: 'againstChosen', edit: number|'event'|null}
 *   | {type: 'differencesTurned', on: boolean} | {type: 'groupingChosen', grouping: 'workload'|'namespace'} | {type: 'reachFiltered', text: string}
 *   | {type: 'expectationsArrived', of: Topology, expectations: import('./policy-types.js').Expectation[]}} FindAction
 *
 * Forms:
 * @typedef {{type: 'formOpened', fresh?: boolean, form: Partial<ImportForm>} | {type: 'formClosed'} | {type: 'reportClosed'}
 *   | {type: 'formDone', key: string, report: import('./report.js').Report|null} | {type: 'formChanged', patch: Partial<ImportForm>}} FormAction
 *
 * The cluster as time passes; `then`: of what it is compared with:
 * @typedef {{type: 'timeTurned', on: boolean, clock?: number} | {type: 'timelineArrived', told: import('./time.js').Told, then: boolean}
 *   | {type: 'timelineRefused', message: string} | {type: 'clockSet', clock: number, ticking: boolean} | {type: 'paceChosen', pace: number}
 *   | {type: 'momentShown', scene: string, topology: Topology, then: boolean} | {type: 'podChosen', pod: string|null}
 *   | {type: 'trafficArrived', traffic: import('./time.js').Traffic, then: boolean} | {type: 'trafficRefused'}
 *   | {type: 'versusChosen', edit: number|null, both: boolean, of?: string|null} | {type: 'sideUnfolded', on: boolean}
 *   | {type: 'oldRuleArrived', old: NonNullable<import('./time.js').TimeState['oldRule']>} | {type: 'ruledChosen', ruled: Partial<import('./time.js').TimeState['ruled']>}
 *   | {type: 'ruledArrived', ruled: NonNullable<import('./time.js').TimeState['ruledLines']>}} TimeAction
 *
 * Lessons and challenges; `staged`: their cluster is about to be shown, at a moment of its time line; `keep`: the learner's copy goes on:
 * @typedef {{type: 'schoolListed', school: NonNullable<import('./lessons.js').SchoolState['school']>} | {type: 'schoolRefused', message: string}
 *   | {type: 'shelfTurned', on: boolean} | {type: 'galleryTurned', on: boolean} | {type: 'greeted', course: import('./lessons.js').Lesson} | {type: 'placeChosen', place: import('./lessons.js').Place}
 *   | {type: 'lessonArrived', course: import('./lessons.js').Lesson} | {type: 'challengeArrived', challenge: import('./lessons.js').Challenge}
 *   | {type: 'pageTurned', page: number, keep: boolean} | {type: 'staged', cluster: string, moment: number|null} | {type: 'worldTurned', on: boolean}
 *   | {type: 'choiceGiven', question: string, choice: number, answer: import('./lessons.js').Answer|null} | {type: 'choiceTakenBack', question: string}
 *   | {type: 'tryStarted', cluster: string, now: number} | {type: 'benchChosen', namespace: string|null} | {type: 'checkArrived', cluster: string, check: import('./lessons.js').Check, now: number} | {type: 'hintTaken'} | {type: 'schoolLeft'}
 *   | {type: 'sorted', sorting: import('./asides.js').Sorting} | {type: 'pointed', over: string|null, pin?: string} | {type: 'sheetTurned', sheet: import('./lessons.js').SchoolState['sheet']}
 *   | {type: 'progressRead', progress: import('./lessons.js').Progress}} SchoolAction
 *
 * Whose clusters are here, and what may be done with the one that is shown:
 * @typedef {{type: 'spaceTold', space: import('./space.js').Space} | {type: 'sharingTold', id: string, sharing: import('./space.js').Sharing|null}} SpaceAction
 *
 * @typedef {SettingsAction|WorldAction|ProbeAction|WalkAction|PanelAction|CompareAction|FindAction|FormAction|TimeAction|SchoolAction|SpaceAction} Action
 */
export {};
