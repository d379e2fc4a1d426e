// Asks how often something has changed, and tells when it has. The server says how soon to ask again; each screen adds some
// chance to it, so that four hundred never ask at once. A tab that nobody looks at asks nothing.

const FIRST_WAIT = 600;
const LONGEST_WAIT = 8_000;
const PATIENCE = 8_000;
const FAILURES_TO_TELL = 2;

/** Follows `url` until the page is left: `onNumber(number)` at each new one, `onReach(reached)` when the net comes or goes. */
export function follow(url, { number, onNumber, onReach }) {
  const state = { number, tag: "", wait: FIRST_WAIT, failures: 0, timer: 0, asking: false };

  async function ask() {
    if (state.asking || document.hidden) return;
    clearTimeout(state.timer);
    state.asking = true;
    try {
      await take(await fetch(url, { credentials: "omit", cache: "no-store", headers: { "If-None-Match": state.tag }, signal: AbortSignal.timeout?.(PATIENCE) }));
      if (state.failures >= FAILURES_TO_TELL) onReach(true);
      state.failures = 0;
    } catch {
      state.failures += 1;
      if (state.failures === FAILURES_TO_TELL) onReach(false);
    } finally {
      state.asking = false;
    }
    plan();
  }

  async function take(answer) {
    clock.set(answer);
    if (answer.status === 304) return;
    // Nothing has happened yet on this channel: that is an answer too.
    if (answer.status === 404) return;
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    state.tag = answer.headers.get("ETag") ?? "";
    state.wait = told.wait;
    if (told.number === state.number) return;
    // Only once it is shown is it known: otherwise it is asked for again.
    await onNumber(told.number);
    state.number = told.number;
  }

  function plan() {
    clearTimeout(state.timer);
    if (document.hidden) return;
    const base = state.failures ? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** state.failures) : state.wait;
    state.timer = setTimeout(ask, base * (0.75 + Math.random() / 2));
  }

  document.addEventListener("visibilitychange", ask);
  window.addEventListener("online", ask);
  window.addEventListener("pageshow", ask);
  ask();
  return ask;
}

/** The server's time as this device can know it: its own clock may be minutes wrong. */
export const clock = {
  offset: 0,
  set(answer) {
    const told = Date.parse(answer.headers.get("Date") ?? "");
    // The header has no fractions: half a second is the best guess.
    if (!Number.isNaN(told)) this.offset = told + 500 - Date.now();
  },
  now() {
    return Date.now() + this.offset;
  },
};
