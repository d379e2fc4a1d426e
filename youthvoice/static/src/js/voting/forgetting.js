// Takes papers off a device that others may use after.
//   <div data-papers hidden> with <button type=button data-forget-papers>   shown where there are papers to forget
//   <p data-papers-forgotten tabindex=-1 hidden>                            shown, and focused, when they are forgotten
//   <form data-leaving="QUESTION">   signing out: forgets every paper; asks first where one was not used. "" never asks.
import { forgetAll, hasPapers, hasUnused } from "./pouch.js";

/** To be started before the questions of confirm.js, which asks what stands in data-confirm. */
export function startForgetting() {
  offerForgetting();
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-forget-papers]")) forget();
  });
  document.addEventListener(
    "submit",
    ({ target: form }) => {
      if (!form.dataset.leaving) return;
      if (hasUnused()) form.dataset.confirm = form.dataset.leaving;
      else delete form.dataset.confirm;
    },
    true,
  );
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.leaving !== undefined && !event.defaultPrevented) forgetAll();
  });
}

/** Shows the button where there is something to forget. */
export function offerForgetting() {
  for (const place of document.querySelectorAll("[data-papers]")) place.hidden = !hasPapers();
}

function forget() {
  forgetAll();
  offerForgetting();
  const told = document.querySelector("[data-papers-forgotten]");
  told.hidden = false;
  told.focus();
}
