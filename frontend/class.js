import { createClient } from './api/client.js';
import { createClassroom } from './model/classroom.js';
import { apart } from './view/apart.js';
import { createClassPage } from './view/class-page.js';

const { storage, lang } = apart();
const room = createClassroom({ ask: fetch.bind(window), wait: (millis) => new Promise((done) => { setTimeout(done, millis); }), storage, lang: () => lang });
createClassPage(/** @type {HTMLElement} */ (document.getElementById('class')), room, createClient(() => lang));
