// Puts the parts of a page that changed in the place of the old ones: [data-parts] holds [data-part] with a [data-key] each.

const PATIENCE = 10_000;

/** Fetches the parts and puts in those whose key changed. Throws where they cannot be had. */
export async function refresh(root) {
  const answer = await fetch(root.dataset.partsUrl, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) });
  if (!answer.ok) throw new Error(String(answer.status));
  if (!putIn(root, await answer.text())) throw new Error("no parts");
}

/** Puts in the parts that stand in a page; false where there are none. Older ones never take the place of newer ones. */
export function putIn(root, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-parts]");
  const shown = root.querySelector("[data-parts]");
  if (!fresh || !shown) return false;
  if (Number(fresh.dataset.number) < Number(shown.dataset.number)) return true;
  shown.dataset.number = fresh.dataset.number;
  if (fresh.dataset.again) shown.dataset.again = fresh.dataset.again;
  else delete shown.dataset.again;
  for (const part of fresh.querySelectorAll("[data-part]")) swap(root, shown, part);
  return true;
}

function swap(root, shown, part) {
  const old = shown.querySelector(`[data-part="${part.dataset.part}"]`);
  if (!old || old.dataset.key === part.dataset.key) return;
  // Whoever is typing the hall's code, or has the focus on a button, keeps it.
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const typed = focused?.matches("input") ? focused.value : null;
  const fresh = document.adoptNode(part);
  old.replaceWith(fresh);
  if (focused) focusAgain(fresh, focused, typed);
  if (fresh.dataset.said) say(root, fresh.dataset.said);
  root.dispatchEvent(new CustomEvent("day-part", { detail: fresh }));
}

function focusAgain(fresh, focused, typed) {
  const same = focused.id ? fresh.querySelector(`#${CSS.escape(focused.id)}`) : focused.value && fresh.querySelector(`button[value="${CSS.escape(focused.value)}"]`);
  if (same && typed !== null) same.value = typed;
  const place = same || fresh.querySelector("h2");
  if (!place) return;
  if (!same) place.tabIndex = -1;
  place.focus({ preventScroll: Boolean(same) });
}

/** Tells it to who cannot see it. */
function say(root, words) {
  const line = root.querySelector("[data-day-said]");
  if (line) line.textContent = words;
}
