import { createClient } from './api/client.js';
import { createClassroom } from './model/classroom.js';
import { createClassPage } from './view/class-page.js';
import { pageStorage } from './view/settings.js';

const storage = pageStorage();
const kept = storage?.getItem('podlane.lang');
const lang = new URLSearchParams(location.search).get('lang') ?? kept ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
const theme = storage?.getItem('podlane.theme');
document.documentElement.setAttribute('data-theme', theme === 'light' || theme === 'dark' ? theme : 'auto');
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
const room = createClassroom({ ask: fetch.bind(window), wait: (millis) => new Promise((done) => { setTimeout(done, millis); }), storage, lang: () => lang });
createClassPage(/** @type {HTMLElement} */ (document.getElementById('class')), room, createClient(() => lang));
