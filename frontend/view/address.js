const PAUSE_MILLIS = 400;

/**
 * Keeps the address of the page a link to what is shown. Browsers allow few changes of it (WebKit 100 in 10 seconds), so it is
 * written now and then, the last state always, and not before the link the page was opened with has been followed.
 * @param {() => string} link the fragment that leads here, without #
 */
export function createAddressBar(link) {
  let open = false;
  let timer = 0;
  let written = '';

  function write() {
    clearTimeout(timer);
    timer = 0;
    const now = link();
    if (!open || now === written) return;
    try {
      history.replaceState(null, '', `${location.pathname.startsWith('/c/') ? '/' : ''}#${now}`);
      written = now;
    } catch {
      // The browser has had enough changes: the next one brings the address up to date.
    }
  }

  addEventListener('pagehide', write);
  return {
    /** The page now shows what the link said. */
    opened() {
      open = true;
      write();
    },
    /** A link is being followed. */
    closed() {
      open = false;
      written = '';
    },
    write,
    changed() {
      if (timer === 0) timer = window.setTimeout(write, PAUSE_MILLIS);
    },
  };
}
