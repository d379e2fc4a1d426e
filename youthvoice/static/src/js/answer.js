// What helps whoever writes an answer; the form works without.
// <select data-follows="outcome" data-follows-value="passed_on" data-follows-sets="not_our_decision">: set where another
// field is given that value, and back again where it gets another.
// <button data-insert-from="SELECT" data-insert-into="TEXTAREA">: puts the words of the chosen option where the cursor is.
export function startAnswer() {
  document.addEventListener("change", ({ target }) => {
    for (const field of target.form?.querySelectorAll(`[data-follows="${CSS.escape(target.name)}"]`) ?? []) follow(field, target.value);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert-from]");
    if (button && insert(button)) event.preventDefault();
  });
}

function follow(field, value) {
  const { followsValue, followsSets } = field.dataset;
  if (value === followsValue) {
    field.dataset.before = field.value;
    field.value = followsSets;
  } else if ("before" in field.dataset) {
    field.value = field.dataset.before;
    delete field.dataset.before;
  }
}

/** Says whether the script did it; a choice that was not made is told of by the page. */
function insert(button) {
  const select = document.getElementById(button.dataset.insertFrom);
  const text = document.getElementById(button.dataset.insertInto);
  const words = select?.selectedOptions[0]?.dataset.words;
  if (!words || !text) return false;
  text.focus();
  const before = text.value.slice(0, text.selectionStart);
  const gap = before && !before.endsWith("\n") ? "\n\n" : "";
  text.setRangeText(gap + words, text.selectionStart, text.selectionEnd, "end");
  select.value = "";
  text.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
