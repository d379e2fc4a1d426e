import { matching } from "./util.js";

// <textarea data-maxlength="80" data-counter="ID"> and <p id="ID" data-left="{n} ..." data-over="{n} ...">:
// counts as one types but never stops anybody, so that nothing pasted is cut off.
export function startCounters(root) {
  for (const input of matching(root, "[data-maxlength][data-counter]")) {
    const line = document.getElementById(input.dataset.counter);
    if (!line) continue;
    const show = () => showLeft(line, Number(input.dataset.maxlength) - lengthOf(input.value));
    input.addEventListener("input", show);
    if (input.value) show();
  }
}

/** Characters as the server counts them: code points, and a line break as one. */
function lengthOf(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

function showLeft(line, left) {
  const pattern = left < 0 ? line.dataset.over : line.dataset.left;
  line.textContent = pattern.replace("{n}", Math.abs(left));
  line.classList.toggle("is-over", left < 0);
}
