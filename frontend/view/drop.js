import { dropped } from './files.js';

/**
 * Files dropped anywhere on the page. While they are dragged over it, the page says that it takes them.
 * @param {Document} document
 * @param {(found: import('./files.js').Found[]) => void} take
 */
export function listenToDrops(document, take) {
  const root = document.documentElement;
  let within = 0;
  const holdsFiles = (/** @type {DragEvent} */ e) => e.dataTransfer?.types.includes('Files') === true;
  const show = () => root.toggleAttribute('data-dragging', within > 0);

  document.addEventListener('dragenter', (e) => {
    if (!holdsFiles(e)) return;
    within++;
    show();
  });
  document.addEventListener('dragleave', (e) => {
    if (!holdsFiles(e)) return;
    within = Math.max(0, within - 1);
    show();
  });
  document.addEventListener('dragover', (e) => {
    if (holdsFiles(e)) e.preventDefault();
  });
  document.addEventListener('drop', async (e) => {
    within = 0;
    show();
    if (!e.dataTransfer || !holdsFiles(e)) return;
    e.preventDefault();
    const found = await dropped(e.dataTransfer);
    if (found.length > 0) take(found);
  });
}
