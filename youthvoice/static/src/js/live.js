// Parts of a page that fetch what is new by themselves (data-live). What somebody is writing is never taken away by it.
export function startLive() {
  // The part itself waits while a number in it is being typed.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.target;
    if (part.dataset?.live !== undefined && isWritten(part)) event.preventDefault();
  });
  // «Fetch the whole page again» waits while anything on it has been typed and not sent.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Refresh") && isWritten(document)) event.preventDefault();
  });
}

function isWritten(root) {
  const fields = root.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea");
  return [...fields].some((field) => field.value !== field.defaultValue);
}
