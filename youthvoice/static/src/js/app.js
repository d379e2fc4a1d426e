// Everything here is an extra: each page works without it. One listener per event, so swapped-in HTML needs no set-up.
import htmx from "htmx.org";
import { startAnswer } from "./answer.js";
import { startAutosave } from "./autosave.js";
import { startConfirm } from "./confirm.js";
import { startCounters } from "./counter.js";
import { startFileNames } from "./files.js";
import { startLive } from "./live.js";
import { startMenus } from "./menus.js";
import { startShare } from "./share.js";
import { startSlip } from "./slip.js";
import { startSubmitGuard } from "./submit.js";
import { csrfToken } from "./util.js";
import { startForgetting } from "./voting/forgetting.js";

// htmx notes the page's address in the browser and has no switch for it. We need it not, and keep nothing about readers.
try {
  sessionStorage.removeItem("htmx-current-path-for-history");
} catch {
  // Storage is switched off: then there is nothing to take away.
}

// htmx sends the token that a form would carry in a hidden field.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get" && csrfToken()) detail.headers["X-CSRFToken"] = csrfToken();
});

// The order matters: what is asked is known before the question, and that is answered before the guard counts a form as sent.
startForgetting();
startConfirm();
startAutosave();
startSubmitGuard();
startFileNames();
startMenus();
startAnswer();
startLive();
htmx.onLoad((root) => {
  startCounters(root);
  startShare(root);
});

// Back from signing in on another site: what it sent along is posted, since reading a page may change nothing.
document.querySelector("form[data-send-at-once]")?.requestSubmit();
startSlip();

const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
