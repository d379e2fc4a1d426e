// A button or form with data-confirm="question" asks first, in a <dialog>.
// data-confirm-yes and data-confirm-no are the words on the two buttons.
export function startConfirm() {
  const answered = new WeakSet();
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      const source = submitter?.dataset.confirm ? submitter : form;
      if (!source.dataset.confirm || answered.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(source, () => {
        answered.add(form);
        // A page that follows (day/parts.js) may have put another in its place: what was asked about is what is sent.
        if (!form.isConnected) document.body.append(Object.assign(form, { hidden: true }));
        form.requestSubmit(submitter);
      });
    },
    true,
  );
}

function ask(source, proceed) {
  const dialog = document.createElement("dialog");
  const text = Object.assign(document.createElement("p"), { className: "dialog__text", textContent: source.dataset.confirm });
  text.id = "dialog-text";
  const actions = Object.assign(document.createElement("div"), { className: "actions" });
  const yes = choice(source.dataset.confirmYes || source.textContent.trim(), "button");
  const no = choice(source.dataset.confirmNo || "", "button button--secondary");
  actions.append(yes, no);
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", text.id);
  dialog.append(text, actions);
  document.body.append(dialog);
  yes.addEventListener("click", () => {
    dialog.close();
    proceed();
  });
  no.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  no.focus();
}

function choice(text, className) {
  return Object.assign(document.createElement("button"), { type: "button", className, textContent: text });
}
