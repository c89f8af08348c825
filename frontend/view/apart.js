import { pageStorage } from './settings.js';

/**
 * What a page apart from the network begins with: the reader's language and theme, as the page of the network keeps them.
 */
export function apart() {
  const storage = pageStorage();
  const kept = storage?.getItem('podlane.lang');
  const lang = new URLSearchParams(location.search).get('lang') ?? kept ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  const theme = storage?.getItem('podlane.theme');
  document.documentElement.setAttribute('data-theme', theme === 'light' || theme === 'dark' ? theme : 'auto');
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  return { storage, lang };
}
