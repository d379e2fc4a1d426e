/** The token for requests that change something; empty when nobody is signed in. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

/** Calls fn once, `wait` milliseconds after the last call. The returned function has .cancel(). */
export function debounce(fn, wait) {
  let timer;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** All elements that match, the root itself included. */
export function matching(root, selector) {
  const below = [...root.querySelectorAll(selector)];
  return root.matches?.(selector) ? [root, ...below] : below;
}
