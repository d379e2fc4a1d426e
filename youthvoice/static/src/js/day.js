// The day of Bytinget: a phone or a big screen that follows, and votes by name that are sent until they are acknowledged.
//   [data-day] with data-pulse, data-parts-url and, for whoever is signed in, data-person     what follows (day/pulse.js, day/parts.js)
//     [data-day-offline]  shown while there is no net;  [data-day-said]  tells what is new to a screen reader
//     [data-day-kept]     where it is told of a ballot whose form is not on the page any more
//   form[data-day-vote=ID]  a vote by name (day/ballots.js), with lines [data-day-line=sending|unsent|refused]
//   form[data-day-form]     anything else that is sent without leaving the page
//   [data-day-timer]        with data-since, data-most (seconds), data-over and a [data-day-left]
import { deliver, keptOf, send } from "./day/ballots.js";
import { putIn, refresh } from "./day/parts.js";
import { clock, follow } from "./day/pulse.js";
import { csrfToken } from "./util.js";

const root = document.querySelector("[data-day]");
if (root) start(root);
for (const form of document.querySelectorAll("form[data-day-vote][data-back]")) startPaper(form);

function start(place) {
  const ask = follow(place.dataset.pulse, {
    number: Number(place.querySelector("[data-parts]").dataset.number),
    onNumber: () => refresh(place),
    onReach: (reached) => {
      place.querySelector("[data-day-offline]").hidden = reached;
    },
  });
  place.addEventListener("submit", (event) => sent(event, place, ask));
  place.addEventListener("day-part", ({ detail: part }) => {
    // The words about the last vote are old news once there is another to take.
    const form = part.querySelector("[data-day-vote]");
    if (told?.state === "refused" && form && form.dataset.dayVote !== told.ballot.vote) told = null;
    retell();
  });
  if (place.dataset.person) for (const ballot of keptOf(place.dataset.person)) deliver(ballot, telling(place));
  countWhileVoting(place);
  setInterval(tick, 500, place);
  if (place.dataset.awake !== undefined) stayAwake();
}

/** Not submit.js, which would let the form go: this one stays on the page. */
function sent(event, place, ask) {
  const form = event.target;
  if (form.matches("[data-day-vote]")) {
    event.preventDefault();
    const { value } = event.submitter;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === event.submitter));
    send(place.dataset.person, form.dataset.dayVote, [value], form.action, telling(place));
  } else if (form.matches("[data-day-form]")) {
    event.preventDefault();
    sendForm(form, place).finally(ask);
  }
}

let told = null;

/** Says beside the form how it stands with a ballot; elsewhere on the page, where its form is gone. */
function telling(place) {
  return (ballot, state, words, answer) => {
    told = { place, ballot, state, words };
    if (state === "done") {
      told = null;
      putIn(place, answer.parts ?? "");
    } else if (state === "refused") refresh(place).catch(() => {});
    retell();
  };
}

function retell() {
  for (const line of document.querySelectorAll("[data-day-vote] [data-day-line], [data-day-kept] [data-day-line]")) line.hidden = true;
  for (const line of document.querySelectorAll("[data-day-registered]")) line.hidden = false;
  const kept = document.querySelector("[data-day-kept]");
  if (kept) kept.hidden = true;
  if (!told) return;
  const form = document.querySelector(`[data-day-vote="${told.ballot.vote}"]`);
  if (!form && kept) kept.hidden = false;
  show(form ?? kept, told.state, told.words);
  const chosen = form?.querySelector(`button[value="${CSS.escape(told.ballot.choice[0] ?? "")}"]`);
  if (!chosen || told.state === "refused") return;
  // What was tapped is shown as tapped, and what was registered before it is no longer said.
  for (const button of form.querySelectorAll("button[aria-pressed]")) button.setAttribute("aria-pressed", String(button === chosen));
  const registered = form.parentElement.querySelector("[data-day-registered]");
  if (registered) registered.hidden = true;
}

function show(where, name, words) {
  for (const line of where.querySelectorAll("[data-day-line]")) line.hidden = line.dataset.dayLine !== name;
  if (words) where.querySelector(`[data-day-line="${name}"] [data-day-words]`)?.replaceChildren(words);
}

/** The answer is the page as it is now, with what was refused on it. */
async function sendForm(form, place) {
  for (const line of form.querySelectorAll("[data-day-line]")) line.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-CSRFToken": csrfToken() }, signal: AbortSignal.timeout?.(15_000) });
    const page = await answer.text();
    if (answer.status >= 500 || answer.status === 429) return show(form, "unsent");
    for (const part of place.querySelectorAll('[data-part="do"], [data-part="floor"]')) delete part.dataset.key;
    if (!putIn(place, page)) show(form, "refused", new DOMParser().parseFromString(page, "text/html").querySelector("main .lead")?.textContent ?? "");
  } catch {
    show(form, "unsent");
  }
}

/** A paper with boxes, on a page of its own; the ballot waits for the net, and then the page goes back. */
function startPaper(form) {
  form.addEventListener("submit", (event) => {
    const choice = new FormData(form).getAll("choice").map(String);
    // What says nothing clear, the server's own page explains.
    if (choice.filter(Boolean).length === 0) return;
    event.preventDefault();
    send(form.dataset.person, form.dataset.dayVote, choice.filter(Boolean), form.action, (_ballot, state, words) => {
      if (state === "done") location.assign(form.dataset.back);
      else show(form, state, words);
    });
  });
}

/** While people vote, how many have is fetched now and then; it is no beat, or every ballot would wake every phone. */
function countWhileVoting(place) {
  const again = Number(place.querySelector("[data-parts]").dataset.again ?? 0);
  setTimeout(async () => {
    if (again && !document.hidden) await refresh(place).catch(() => {});
    countWhileVoting(place);
  }, again || 1_000);
}

function tick(place) {
  for (const timer of place.querySelectorAll("[data-day-timer]")) {
    const left = Math.round(Number(timer.dataset.most) - (clock.now() - Date.parse(timer.dataset.since)) / 1000);
    timer.classList.toggle("is-over", left < 0);
    const shown = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
    timer.querySelector("[data-day-left]").textContent = left < 0 ? `${timer.dataset.over} +${shown}` : shown;
  }
}

/** A screen in a hall must not go dark; where the browser cannot do that, nothing is lost. */
function stayAwake() {
  const hold = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", hold);
  hold();
}
