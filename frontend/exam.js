import { createClient } from './api/client.js';
import { createExamPage } from './view/exam-page.js';
import { pageStorage } from './view/settings.js';

const storage = pageStorage();
const kept = storage?.getItem('podlane.lang');
const lang = new URLSearchParams(location.search).get('lang') ?? kept ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
const theme = storage?.getItem('podlane.theme');
document.documentElement.setAttribute('data-theme', theme === 'light' || theme === 'dark' ? theme : 'auto');
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
createExamPage(/** @type {HTMLElement} */ (document.getElementById('exam')), createClient(() => lang), storage);
