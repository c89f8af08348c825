import { createClient } from './api/client.js';
import { apart } from './view/apart.js';
import { createExamPage } from './view/exam-page.js';

const { storage, lang } = apart();
createExamPage(/** @type {HTMLElement} */ (document.getElementById('exam')), createClient(() => lang), storage);
