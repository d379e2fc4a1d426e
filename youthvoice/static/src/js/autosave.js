import { csrfToken, debounce } from "./util.js";

// <form data-autosave="URL" data-autosave-key="PERSON-DRAFT"> with
// <p data-autosave-status data-saving data-saved data-failed data-restored> inside.
// A text that several people write has <input type="hidden" data-autosave-version>: it names the wording that the writer
// began with, and each answer names the next (X-Saved-Version). Where somebody else wrote meanwhile the answer is 409: then
// nothing more is sent, and [data-autosave-conflict] is shown, with a button that sends the form itself.
// Where the session has ended, data-signed-out says so, and the text is found again at the form's address after the sign-in.
// The server keeps the draft. The browser keeps a copy only while the server has not got it, and only under a key that
// names the person, since a school computer is shared; signing out removes every copy (form[data-forget-drafts]).
const PREFIX = "youthvoice:draft:";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const WAIT = 800;

export function startAutosave() {
  forgetOld();
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-forget-drafts]")) forgetAll();
  });
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
}

function watch(form) {
  const key = form.dataset.autosaveKey ? PREFIX + form.dataset.autosaveKey : null;
  const state = { controller: null, unsaved: false, stopped: false, began: valuesOf(form) };
  const send = inTurn(form) ? oneAtATime(() => save(form, key, state)) : () => save(form, key, state);
  const later = debounce(send, WAIT);
  if (restore(form, key)) {
    say(form, "restored");
    later();
  }
  form.addEventListener("input", () => {
    keep(form, key, state.began);
    state.unsaved = true;
    later();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    later.cancel();
    state.unsaved = false;
    if (send.running?.()) {
      // What is being saved must be answered first: the form must name the wording that it becomes.
      event.preventDefault();
      send.running().finally(() => form.requestSubmit(event.submitter));
      return;
    }
    state.controller?.abort();
    mark(key);
  });
  // Whoever goes to another page right after a word has written it all the same.
  window.addEventListener("pagehide", () => {
    if (!state.unsaved || send.running?.()) return;
    later.cancel();
    save(form, key, state, { keepalive: true });
  });
}

/** Several people write the text: each saving begins with the wording that the one before it became. */
function inTurn(form) {
  return form.querySelector("[data-autosave-version]") !== null;
}

/** Runs fn one at a time; asked for meanwhile, once more after it. */
function oneAtATime(fn) {
  let running = null;
  let again = false;
  const run = () => {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await fn();
      }
    })().finally(() => {
      running = null;
    });
    return running;
  };
  run.running = () => running;
  return run;
}

async function save(form, key, state, options = {}) {
  if (state.stopped) return;
  if (!inTurn(form)) state.controller?.abort();
  state.controller = new AbortController();
  state.unsaved = false;
  const sent = valuesOf(form);
  say(form, "saving");
  try {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: textOf(form),
      headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "autosave" },
      signal: state.controller.signal,
      ...options,
    });
    if (response.status === 409 && inTurn(form)) return stop(form, state);
    // Nobody is signed in any more; a redirect is the way to the sign-in page.
    if (response.status === 401 || response.redirected) return signedOut(form, key, state);
    if (!response.ok) throw new Error(String(response.status));
    state.began = sent;
    if (key) attempt(() => localStorage.removeItem(key));
    if (inTurn(form)) form.querySelector("[data-autosave-version]").value = response.headers.get("X-Saved-Version");
    say(form, "saved");
  } catch (error) {
    if (error.name === "AbortError") return;
    state.unsaved = true;
    say(form, "failed");
  }
}

/** The session has ended: what is typed stands on the page and in the browser's own copy, where there is one. */
function signedOut(form, key, state) {
  state.unsaved = true;
  say(form, key && attempt(() => localStorage.getItem(key)) ? "signedOut" : "failed");
}

/** Somebody else wrote meanwhile: nothing is written over, and the person is led to both texts. */
function stop(form, state) {
  state.stopped = true;
  say(form, "conflict");
  const told = form.querySelector("[data-autosave-conflict]");
  if (told) told.hidden = false;
}

/** The form without its files: they are sent once, with the form itself. */
function textOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

function say(form, what) {
  const line = form.querySelector("[data-autosave-status]");
  if (!line) return;
  line.textContent = line.dataset[what] ?? "";
  line.classList.toggle("is-failed", what === "failed");
}

/** The fields a person types in, each with a name of its own: the lines of a list share theirs. */
function typed(form) {
  const times = {};
  const fields = [...form.elements].filter((one) => one.name && one.matches("textarea, input[type=text], input:not([type])"));
  return fields.map((field) => {
    times[field.name] = (times[field.name] ?? 0) + 1;
    return [times[field.name] > 1 ? `${field.name}#${times[field.name]}` : field.name, field];
  });
}

function valuesOf(form) {
  return Object.fromEntries(typed(form).map(([name, field]) => [name, field.value]));
}

/** `began` is what the server had when this was typed. */
function keep(form, key, began) {
  if (!key) return;
  attempt(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: valuesOf(form), began })));
}

/** Fills in what the server did not get: where it has nothing, or still has what the writer began with. Nothing that came
    after is written over. Says whether anything was filled in. */
function restore(form, key) {
  const copy = key && attempt(() => JSON.parse(localStorage.getItem(key)));
  if (!copy) return false;
  // The form is here again, so it was not accepted: the copy must stay until it is.
  if (copy.sent) attempt(() => localStorage.setItem(key, JSON.stringify({ ...copy, sent: undefined })));
  const lost = typed(form).filter(([name, field]) => isLost(field.value, copy.values?.[name], copy.began?.[name]));
  for (const [name, field] of lost) field.value = copy.values[name];
  return lost.length > 0;
}

function isLost(here, copied, began) {
  if (!copied || same(here, copied)) return false;
  return !here || (began !== undefined && same(here, began));
}

/** The server trims what it stores. */
function same(one, other) {
  return one.trim() === other.trim();
}

/** Notes that the form was sent: the next page removes the copy, unless it shows the form again. */
function mark(key) {
  const copy = key && attempt(() => JSON.parse(localStorage.getItem(key)));
  if (copy) attempt(() => localStorage.setItem(key, JSON.stringify({ ...copy, sent: true })));
}

function forgetOld() {
  const open = new Set([...document.querySelectorAll("[data-autosave-key]")].map((form) => PREFIX + form.dataset.autosaveKey));
  for (const key of keys()) {
    const copy = attempt(() => JSON.parse(localStorage.getItem(key)));
    const isOld = !copy || Date.now() - copy.at > KEPT_FOR;
    const isDelivered = copy?.sent && !open.has(key) && document.body.dataset.signedIn !== undefined;
    if (isOld || isDelivered) attempt(() => localStorage.removeItem(key));
  }
}

function forgetAll() {
  for (const key of keys()) attempt(() => localStorage.removeItem(key));
}

function keys() {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];
}

/** Storage may be full or switched off; the page must work all the same. */
function attempt(fn) {
  try {
    return fn();
  } catch {
    return undefined;
  }
}
