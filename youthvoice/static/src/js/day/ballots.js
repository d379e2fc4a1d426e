// A vote by name goes out until the server has acknowledged it. It is kept in the browser meanwhile, with the vote it belongs to,
// so that neither a lost net nor a closed page loses it; the last tap counts. A retry is the same vote to the server.
// Kept under the prefix of unsent drafts: signing out removes it (autosave.js).
import { csrfToken } from "../util.js";
import { Refused, Unreachable, post } from "../voting/posting.js";

const PREFIX = "youthvoice:draft:day-";
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 8_000;
const SIGNED_OUT = new Set([400, 401]);
const sending = new Map();

/** The ballots of this person that have not been acknowledged: [{key, vote, choice, url}]. */
export function keptOf(person) {
  const prefix = `${PREFIX}${person}-`;
  return Object.keys(localStorage_()).filter((key) => key.startsWith(prefix)).map((key) => read(key)).filter(Boolean);
}

/** Keeps a ballot, and sends it until it is acknowledged or refused. `tell(state, words, answer)`: sending unsent done refused. */
export function send(person, vote, choice, url, tell) {
  const key = `${PREFIX}${person}-${vote}`;
  const ballot = { key, vote, choice, url, at: Date.now() };
  keep(ballot);
  deliver(ballot, tell);
}

/** Sends what is kept; one at a time for each vote, so that two taps never overtake each other. */
export function deliver(ballot, tell) {
  const running = sending.get(ballot.key);
  if (running) {
    running.ballot = ballot;
    running.hurry();
    return;
  }
  const state = { ballot, hurry: () => {} };
  sending.set(ballot.key, state);
  run(state, tell).finally(() => sending.delete(state.ballot.key));
}

async function run(state, tell) {
  tell(state.ballot, "sending");
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const sent = state.ballot;
    try {
      const answer = await post(sent.url, { choice: sent.choice }, { credentials: "same-origin", headers: { "X-CSRFToken": csrfToken() } });
      if (sent !== state.ballot) continue;
      forget(sent);
      return tell(sent, "done", "", answer);
    } catch (error) {
      if (error instanceof Refused && !SIGNED_OUT.has(error.status)) {
        if (sent !== state.ballot) continue;
        forget(sent);
        return tell(sent, "refused", error.message);
      }
      if (!(error instanceof Unreachable || error instanceof Refused)) throw error;
    }
    tell(state.ballot, "unsent");
    await soon(state, wait * (0.75 + Math.random() / 2));
  }
}

/** Waits, but no longer than until the net is back, the page is looked at again, or somebody taps. */
function soon(state, wait) {
  return new Promise((resolve) => {
    const timer = setTimeout(go, wait);
    window.addEventListener("online", go);
    document.addEventListener("visibilitychange", go);
    state.hurry = go;
    function go() {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      document.removeEventListener("visibilitychange", go);
      state.hurry = () => {};
      resolve();
    }
  });
}

function keep(ballot) {
  attempt(() => localStorage.setItem(ballot.key, JSON.stringify(ballot)));
}

/** Unless another was kept since. */
function forget(ballot) {
  if (read(ballot.key)?.at === ballot.at) attempt(() => localStorage.removeItem(ballot.key));
}

function read(key) {
  return attempt(() => JSON.parse(localStorage.getItem(key)));
}

function localStorage_() {
  return attempt(() => localStorage) ?? {};
}

/** Storage may be full or switched off; then a ballot lives as long as its page. */
function attempt(fn) {
  try {
    return fn();
  } catch {
    return undefined;
  }
}
