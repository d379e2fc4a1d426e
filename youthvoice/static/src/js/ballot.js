// Votes without the server knowing whose ballot it is. Loaded by the page where a ballot is looked over; without it, or where
// the browser cannot, the form is sent as any other.
//   <form data-blind-ballot data-contest=KEY data-voter=MARK data-public-key=SPKI data-closes=TIME
//         data-paper-url=URL data-box-url=URL [data-shared]>  with the field `ballot`
//     <p data-cast-sending hidden> <p data-cast-waiting hidden> <p data-cast-refused hidden>
//   <template data-cast-done> … <span data-cast-receipt></span> …   takes the place of [data-cast-page], or of the form
// data-voter tells apart people who share a browser. On a shared device nothing is stored.
import { csrfToken } from "./util.js";
import { canBlind, newPaper, signedPaper } from "./voting/paper.js";
import { offerForgetting } from "./voting/forgetting.js";
import { Refused, Unreachable, post } from "./voting/posting.js";
import { forgetOld, openPouch } from "./voting/pouch.js";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const SIGNED_OUT = new Set([400, 401]);
const NOT_GIVEN = 409;

/** The browser cannot do its part, or nobody is signed in any more: the form goes the plain way, and the server says the rest. */
class PlainWay extends Error {}

forgetOld();
for (const form of document.querySelectorAll("form[data-blind-ballot]")) if (canBlind()) start(form);

function start(form) {
  const pouch = openPouch(form.dataset);
  let coming;
  const paper = () => {
    coming ??= takePaper(form.dataset, pouch).catch((error) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    cast(form, pouch, paper);
  });
  // Now rather than with the ballot: time lies between the two. Where nothing is stored, a page left would lose the paper.
  if (form.dataset.shared === undefined) {
    paper().catch((error) => {
      if (error instanceof Refused) refuse(form, error.message);
    });
  }
}

/** The paper of this contest, signed: the one that is kept, or a new one. Two windows at once get the same. */
function takePaper(data, pouch) {
  const take = () => signedOrNew(data, pouch);
  return navigator.locks ? navigator.locks.request(`paper.${data.contest}`, take) : take();
}

async function signedOrNew({ contest, publicKey, paperUrl }, pouch) {
  let paper = pouch.get();
  if (paper?.signature) return paper;
  if (!paper) {
    paper = await newPaper(contest, publicKey).catch(() => {
      throw new PlainWay();
    });
    // Before it is sent: should the answer be lost, the same can be asked again.
    pouch.put(paper);
  }
  const { signature } = await post(paperUrl, { blinded: paper.blinded }, { credentials: "same-origin", headers: { "X-CSRFToken": csrfToken() } })
    .catch((error) => {
      if (error instanceof Refused && error.status === NOT_GIVEN) pouch.drop();
      throw error instanceof Refused && SIGNED_OUT.has(error.status) ? new PlainWay() : error;
    });
  const signed = await signedPaper(contest, publicKey, paper, signature);
  pouch.put(signed);
  return signed;
}

async function cast(form, pouch, paper) {
  if (form.dataset.casting !== undefined) return form.dispatchEvent(new Event("cast-again"));
  begin(form);
  try {
    const { receipt } = await untilReached(form, async () => send(form, await paper()));
    pouch.use();
    finish(form);
    done(form, receipt);
  } catch (error) {
    finish(form);
    if (error instanceof PlainWay) form.submit();
    else refuse(form, error instanceof Refused ? error.message : "");
  }
}

/** The ballot goes without any cookie: nothing tells who sends it. */
function send(form, { secret, prefix, signature }) {
  const { contest, boxUrl } = form.dataset;
  return post(boxUrl, { contest, secret, prefix, signature, ballot: form.elements.ballot.value }, { credentials: "omit" });
}

/** Tries again, ever more seldom, and at once when the net is back or the button is pressed. */
async function untilReached(form, attempt) {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
    show(form, "waiting");
    await soon(form, wait);
    show(form, "sending");
  }
}

function soon(form, wait) {
  return new Promise((resolve) => {
    const timer = setTimeout(go, wait);
    window.addEventListener("online", go);
    form.addEventListener("cast-again", go);
    function go() {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      form.removeEventListener("cast-again", go);
      resolve();
    }
  });
}

function begin(form) {
  form.dataset.casting = "";
  for (const button of buttons(form)) button.setAttribute("aria-disabled", "true");
  window.addEventListener("beforeunload", stay);
  show(form, "sending");
}

function finish(form) {
  delete form.dataset.casting;
  for (const button of buttons(form)) button.removeAttribute("aria-disabled");
  window.removeEventListener("beforeunload", stay);
  show(form, "");
}

function stay(event) {
  event.preventDefault();
}

function buttons(form) {
  return form.querySelectorAll("button:not([type=button])");
}

/** Shows one of the lines: sending, waiting, refused, or none. */
function show(form, name) {
  for (const line of ["sending", "waiting", "refused"]) {
    const element = form.querySelector(`[data-cast-${line}]`);
    if (element) element.hidden = line !== name;
  }
}

/** The server's words, or those that stand there already where it had none. */
function refuse(form, words) {
  if (words) form.querySelector("[data-cast-refused]").textContent = words;
  show(form, "refused");
}

function done(form, receipt) {
  const page = document.querySelector("template[data-cast-done]").content.cloneNode(true);
  for (const place of page.querySelectorAll("[data-cast-receipt]")) place.textContent = receipt;
  const heading = page.querySelector("h1, h2");
  (form.closest("[data-cast-page]") ?? form).replaceWith(page);
  offerForgetting();
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
