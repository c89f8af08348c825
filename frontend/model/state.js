import { noPin } from './compare.js';
import { noFindings } from './findings.js';
import { noForms } from './forms.js';
import { noSchool } from './lessons.js';
import { emptyPanel } from './panel.js';
import { firstQuestion } from './question.js';
import { noReach } from './reach.js';
import { usualSettings } from './settings.js';
import { noSpace } from './space.js';
import { noTime } from './time.js';
import { emptyWalk } from './walk.js';
import { noWhy } from './why.js';
import { emptyWorld } from './world.js';

/** @typedef {'step'|'packet'|'namespace'|'yaml'} Tab */
/** @typedef {{x: number, y: number, k: number}} View centre in world units and zoom */
/**
 * The whole page: slices of which each has an owner, the file it is declared in. Nobody else changes its fields.
 * @typedef {import('./settings.js').SettingsState & import('./world.js').WorldState & import('./question.js').QuestionState
 *   & import('./walk.js').WalkState & import('./panel.js').PanelState & import('./compare.js').CompareState & import('./forms.js').FormsState & import('./why.js').WhyState
 *   & import('./findings.js').FindingsState & import('./reach.js').ReachState & import('./time.js').TimeState & import('./lessons.js').SchoolState & import('./space.js').SpaceState} State
 */

/** @returns {State} */
export const initialState = () => ({ ...usualSettings(), ...emptyWorld(), ...firstQuestion(), ...emptyWalk(), ...emptyPanel(), ...noPin(), ...noForms(), ...noWhy(), ...noFindings(), ...noReach(), ...noTime(), ...noSchool(), ...noSpace() });
