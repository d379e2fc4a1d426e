import { matching } from "./util.js";

// <button data-share-url data-share-title data-copied="Kopieret" hidden>: the phone's own share sheet, else the clipboard.
// The button is hidden in the HTML, since it can do nothing without this script.
export function startShare(root) {
  if (!navigator.share && !navigator.clipboard) return;
  for (const button of matching(root, "[data-share-url]")) {
    button.hidden = false;
    button.addEventListener("click", () => share(button));
  }
}

async function share(button) {
  const { shareUrl: url, shareTitle: title, copied } = button.dataset;
  try {
    if (navigator.share) return await navigator.share({ url, title });
    await navigator.clipboard.writeText(url);
    const label = button.querySelector("[data-share-label]") ?? button;
    if (copied) label.textContent = copied;
  } catch {
    // The person closed the share sheet, or the browser said no: nothing to do.
  }
}
