// Live reload for the preview of `postil serve`. The server puts this script into the pages that it shows to a browser;
// built sites do not have it. It holds an event stream open on which the server says two things:
//   reload   the page's bytes are no longer those that this page was loaded from
//   overlay  the HTML to lay over the page (diagnostics), or null to take it away
(() => {
  "use strict";

  const { digest, path } = document.currentScript.dataset;
  const address = new URL("events", document.currentScript.src);
  const scrollKey = "postil-scroll " + location.pathname;
  const retryAfter = 1000; // milliseconds

  let stream = null;
  let retry = 0;

  // The stream. We reconnect ourselves: browsers give up on some failures, and a new request can say what we show.
  // A hidden page holds no stream, because browsers allow six connections to a host, and a seventh tab would hang.

  function connect() {
    clearTimeout(retry);
    if (stream || document.hidden) return;
    const query = new URLSearchParams({ path, digest });
    if (overlay !== null) query.set("overlay", "shown");
    address.search = query.toString();
    stream = new EventSource(address);
    stream.addEventListener("reload", reload);
    stream.addEventListener("overlay", (event) => setOverlay(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      disconnect();
      retry = setTimeout(connect, retryAfter);
    });
  }

  function disconnect() {
    clearTimeout(retry);
    if (stream) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect); // also when the page comes back from the history

  // The scroll position, kept over a reload.

  function reload() {
    disconnect();
    try {
      sessionStorage.setItem(scrollKey, JSON.stringify([scrollX, scrollY]));
    } catch {
      // Storage may be forbidden; then the page begins at its top.
    }
    location.reload();
  }

  function restoreScroll() {
    let saved = null;
    try {
      saved = JSON.parse(sessionStorage.getItem(scrollKey));
      sessionStorage.removeItem(scrollKey);
    } catch {
      return;
    }
    // A position left by a reload that never came about is not for a later visit.
    const [navigation] = performance.getEntriesByType("navigation");
    if (!saved || (navigation && navigation.type !== "reload")) return;
    scrollTo({ left: saved[0], top: saved[1], behavior: "instant" });
  }

  // The overlay: a panel at the bottom, out of reach of the page's styles.

  let overlay = null; // the HTML that the server last told us, even if the reader has closed it
  let host = null; // the element that shows it

  function setOverlay(html) {
    if (html === overlay) return;
    overlay = html;
    if (html === null) closeOverlay();
    else showOverlay(html);
  }

  function showOverlay(html) {
    if (!host) {
      host = document.createElement("postil-overlay");
      const shadow = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet(); // unlike a <style>, allowed under any content security policy
      sheet.replaceSync(style);
      shadow.adoptedStyleSheets = [sheet];
      shadow.innerHTML = `<section role="alert"><button type="button" aria-label="Close" title="Close (Esc)">×</button><div tabindex="0"></div></section>`;
      shadow.querySelector("button").addEventListener("click", closeOverlay);
      document.addEventListener("keydown", closeOnEscape);
      document.documentElement.append(host);
    }
    const content = host.shadowRoot.querySelector("div");
    content.innerHTML = html;
    content.scrollTop = 0;
  }

  function closeOverlay() {
    if (!host) return;
    document.removeEventListener("keydown", closeOnEscape);
    host.remove();
    host = null;
  }

  function closeOnEscape(event) {
    if (event.key === "Escape" && !event.defaultPrevented) closeOverlay();
  }

  const style = `
    :host { /* marked as important, so that the page's own styles cannot move it */
      all: initial !important; position: fixed !important; inset: auto 0 0 0 !important; z-index: 2147483647 !important;
    }
    section {
      box-sizing: border-box; max-height: 60vh; display: flex; overflow: hidden;
      border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px rgb(0 0 0 / 30%);
      background: #fff; color: #1b1b1b; color-scheme: light;
      font: 15px/1.5 system-ui, sans-serif;
    }
    div { order: 1; flex: 1; min-width: 0; overflow: auto; overscroll-behavior: contain; padding: 1rem 1.25rem; }
    button {
      order: 2; flex: none; align-self: flex-start; width: 2.75rem; height: 2.75rem;
      border: 0; background: none; color: inherit; font: 1.5rem/1 system-ui, sans-serif; cursor: pointer;
    }
    div:focus-visible, button:focus-visible { outline: 2px solid currentColor; outline-offset: -4px; }
    pre, code { font: 13px/1.5 ui-monospace, monospace; }
    pre { margin: 0.5rem 0; overflow-x: auto; }
    h1, h2, h3 { margin: 0 0 0.5rem; font-size: 1.1rem; }
    a { color: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      section { background: #1e1e1e; color: #eee; color-scheme: dark; border-color: #f2b8b5; }
      a { color: #a8c7fa; }
    }
    @media print { section { display: none; } }
  `;

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", restoreScroll, { once: true });
  else restoreScroll();
  connect();
})();
