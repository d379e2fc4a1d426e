// The ballot paper, made easier: putting options in order by tapping, counting what is chosen, adding up what it costs.
// Without it the paper has a choice of numbers for every option. Nothing is stored in the browser.
//   [data-ranking] (a form, or one question of it) with data-put data-moved data-taken data-up data-down data-off data-add data-count data-none
//   form[data-counting] with data-most data-left data-full data-over, or data-count;  form[data-costing] with data-budget data-sum
import { startRanking } from "./ranking.js";

for (const form of document.querySelectorAll("[data-ranking]")) startRanking(form);
for (const form of document.querySelectorAll(".ballot")) startBlank(form);
for (const form of document.querySelectorAll("form[data-counting], form[data-costing]")) startTelling(form);

/** Says how many are chosen, or what they cost, while boxes are ticked. */
function startTelling(form) {
  const line = form.querySelector("[data-told]");
  const tell = () => {
    const ticked = [...form.querySelectorAll("input[name=choice]:checked:not([data-blank])")];
    line.textContent = form.dataset.costing === undefined ? howMany(form.dataset, ticked.length) : howMuch(form.dataset, ticked);
  };
  form.addEventListener("change", tell);
  // The browser may have filled the boxes in again after "back".
  window.addEventListener("pageshow", tell);
  tell();
}

function howMany({ most, left, full, over, count }, chosen) {
  if (most === undefined) return count.replace("{n}", chosen);
  const free = Number(most) - chosen;
  if (free === 0) return full;
  return (free > 0 ? left : over).replace("{n}", Math.abs(free));
}

function howMuch({ sum }, ticked) {
  const kroner = ticked.reduce((total, box) => total + Number(box.dataset.cost), 0);
  const written = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "DKK", maximumFractionDigits: 0 });
  return sum.replace("{sum}", written.format(kroner));
}

/** A blank vote and a choice are never ticked together. */
function startBlank(form) {
  const blank = form.querySelector("input[type=checkbox][data-blank]");
  if (!blank) return;
  form.addEventListener("change", ({ target }) => {
    if (target === blank && blank.checked) form.dispatchEvent(new Event("voted-blank"));
    else if (target !== blank) blank.checked = false;
  });
  form.addEventListener("voted-blank", () => {
    for (const box of form.querySelectorAll("input[name=choice]:checked")) if (box !== blank) box.checked = false;
  });
  form.addEventListener("ranked", () => {
    blank.checked = false;
  });
}
