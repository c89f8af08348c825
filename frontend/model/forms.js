/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {{name: string, type: string, blob: Blob, files: number}} Attachment what is sent as it is: large, or an archive */
/**
 * @typedef {object} ImportForm
 * @property {string} key what it is a draft of: `new`, or the cluster whose documents are edited
 * @property {string|null} id cluster that is edited, none for a new one
 * @property {boolean} edits whether documents that are there already are changed, be it in a copy
 * @property {string} name
 * @property {string} base the text it began with
 * @property {string} text
 * @property {Attachment|null} attachment instead of the text
 * @property {Problem[]} problems
 * @property {string} message
 * @property {boolean} refused whether these documents were refused because of problems one may put up with
 * @property {boolean} restored whether this was typed before, and left
 * @property {boolean} busy
 * @property {number|null} sent the share of the documents that has been sent, null while nothing is on its way
 * @property {number|null} read the share that the server has read of them, null before it tells
 */
/**
 * What is being typed, and what became of what was sent.
 * @typedef {object} FormsState
 * @property {ImportForm|null} form
 * @property {ReadonlyMap<string, ImportForm>} drafts what was typed and left, by key
 * @property {import('./report.js').Report|null} report what became of the documents imported last
 */

/** @returns {FormsState} */
export const noForms = () => ({ form: null, drafts: new Map(), report: null });

/** @type {ImportForm} */
const EMPTY_FORM = {
  key: 'new', id: null, edits: false, name: '', base: '', text: '', attachment: null, problems: [], message: '', refused: false,
  restored: false, busy: false, sent: null, read: null,
};

/**
 * A form as it was left, unless it now begins with something else.
 * @param {Pick<FormsState, 'drafts'>} state
 * @param {Partial<ImportForm>} patch
 * @returns {ImportForm}
 */
function openedForm({ drafts }, patch) {
  const form = { ...EMPTY_FORM, ...patch, base: patch.text ?? '' };
  const draft = drafts.get(form.key);
  return draft && draft.base === form.base ? { ...draft, restored: true } : form;
}

/**
 * @param {ReadonlyMap<string, ImportForm>} drafts
 * @param {ImportForm} form
 */
function drafted(drafts, form) {
  const rest = new Map([...drafts].filter(([key]) => key !== form.key));
  const typed = form.text !== form.base || form.attachment !== null;
  return typed ? rest.set(form.key, { ...form, busy: false, sent: null, read: null }) : rest;
}

/** @type {import('./reducer.js').Slice<FormsState>} */
export const FORMS = {
  clusterOpened: () => ({ report: null }),
  reportClosed: () => ({ report: null }),
  formOpened: (forms, { form, fresh }) => ({ form: openedForm(fresh ? noForms() : forms, form) }),
  formClosed: ({ form, drafts }) => (form ? { form: null, drafts: drafted(drafts, form) } : {}),
  formDone: ({ form, drafts }, { key, report }) => ({
    form: form?.key === key ? null : form, report, drafts: new Map([...drafts].filter(([other]) => other !== key)),
  }),
  formChanged: ({ form }, { patch }) => (form ? { form: { ...form, ...patch } } : {}),
};
