// Putting options in order: a tap puts one next, and buttons move it up, down or off. All of it works by keyboard, the focus
// stays with what was moved, and every step is said aloud. The selects of the plain page stay in the form and carry the places.

/** Turns the plain list of [data-ranking] into two: one's own order, and the rest in the paper's order. */
export function startRanking(form) {
  new Ranking(form).start();
}

class Ranking {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.box = form.querySelector("[data-ranking-chosen]");
    this.chosen = this.box.querySelector("ol");
    this.rest = form.querySelector("[data-ranking-rest]");
    this.options = [...this.rest.children];
    this.said = document.querySelector("[data-said]");
  }

  start() {
    for (const option of this.options) this.equip(option);
    this.form.querySelector("[data-ranking-plain]").hidden = true;
    this.box.hidden = false;
    this.form.addEventListener("voted-blank", () => {
      for (const option of [...this.chosen.children]) this.putBack(option);
      this.show();
    });
    this.read();
    // The browser may have filled the selects in again after "back".
    window.addEventListener("pageshow", () => this.read());
  }

  /** Takes the order from the selects: what was chosen before an error, or before "change". */
  read() {
    const places = new Map(this.options.map((option) => [option, placeIn(option)]));
    const ranked = this.options.filter((option) => places.get(option)).sort((a, b) => places.get(a) - places.get(b));
    for (const option of this.options) if (!places.get(option)) this.putBack(option);
    this.chosen.append(...ranked);
    this.show();
  }

  /** Gives an option its buttons; the select is kept for the form and shown no more. */
  equip(option) {
    option.querySelector("select").hidden = true;
    const label = option.querySelector("label");
    const words = document.createElement("span");
    words.className = label.className;
    words.append(...label.childNodes);
    label.replaceWith(words);
    option.prepend(made("span", "option__number"));
    const buttons = made("span", "option__buttons");
    buttons.append(this.button("up", "arrow-up", () => this.move(option, -1)));
    buttons.append(this.button("down", "arrow-down", () => this.move(option, 1)));
    buttons.append(this.button("off", "x", () => this.takeOff(option)));
    const add = this.button("add", "plus", () => this.put(option));
    add.classList.add("option__add");
    option.append(buttons, add);
    // The whole card can be tapped; the button is for keyboards and screen readers.
    option.addEventListener("click", ({ target }) => {
      if (option.parentNode === this.rest && !target.closest("button, a")) this.put(option);
    });
  }

  button(name, icon, act) {
    const button = made("button", "option__button");
    button.type = "button";
    button.dataset.act = name;
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${this.words.icons}#${icon}"></use></svg>`;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") act();
    });
    return button;
  }

  put(option) {
    const following = option.nextElementSibling ?? option.previousElementSibling;
    this.chosen.append(option);
    this.changed(this.words.put, option);
    focus(following ? act(following, "add") : act(option, "up"));
  }

  move(option, step) {
    const other = step < 0 ? option.previousElementSibling : option.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(option);
    else other.after(option);
    this.changed(this.words.moved, option);
    focus(act(option, step < 0 ? "up" : "down"));
  }

  takeOff(option) {
    const following = option.nextElementSibling ?? option.previousElementSibling;
    this.putBack(option);
    this.changed(this.words.taken, option);
    focus(following ? act(following, "off") : act(option, "add"));
  }

  /** Back among the rest, where it stands on the paper. */
  putBack(option) {
    const at = this.options.indexOf(option);
    const next = this.options.slice(at + 1).find((one) => one.parentNode === this.rest);
    this.rest.insertBefore(option, next ?? null);
  }

  changed(words, option) {
    this.form.dispatchEvent(new Event("ranked"));
    // Whoever keeps what is chosen (autosave.js) hears of it.
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.show();
    this.said.textContent = this.filled(words, option);
  }

  /** Writes places into the selects, numbers and names onto the buttons, and what is chosen into the bar. */
  show() {
    const ranked = [...this.chosen.children];
    for (const option of this.options) {
      const at = ranked.indexOf(option);
      option.querySelector("select").value = at < 0 ? "" : `${option.dataset.number}:${at + 1}`;
      option.querySelector(".option__number").textContent = at < 0 ? "" : at + 1;
      for (const button of option.querySelectorAll("button")) this.name(button, option);
      act(option, "up").setAttribute("aria-disabled", at <= 0);
      act(option, "down").setAttribute("aria-disabled", at < 0 || at === ranked.length - 1);
    }
    this.form.querySelector("[data-ranking-empty]").hidden = ranked.length > 0;
    this.form.querySelector("[id^=ranking-rest]").hidden = ranked.length === this.options.length;
    const told = ranked.length ? this.words.count.replace("{n}", ranked.length) : this.words.none;
    this.form.querySelector("[data-told]").textContent = told;
  }

  name(button, option) {
    button.setAttribute("aria-label", this.filled(this.words[button.dataset.act], option));
  }

  filled(words, option) {
    const at = [...this.chosen.children].indexOf(option);
    const place = at < 0 ? this.chosen.children.length + 1 : at + 1;
    return words.replace("{title}", option.dataset.title).replace("{n}", place);
  }
}

function placeIn(option) {
  return Number(option.querySelector("select").value.split(":")[1] ?? 0);
}

function act(option, name) {
  return option.querySelector(`[data-act=${name}]`);
}

function focus(button) {
  button.focus();
}

function made(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
