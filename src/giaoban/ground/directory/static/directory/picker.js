// @ts-check
// A field that searches while one types (a combobox). htmx asks the server; this file moves through the answer. Without it one types the
// name, and the page asks which row is meant.

/** @typedef {{ box: HTMLElement, text: HTMLInputElement, number: HTMLInputElement, pop: HTMLElement, status: Element | null }} Parts */

/** The parts of the picker around an element. @param {EventTarget | null} inside @returns {Parts | null} */
function parts(inside) {
  const box = inside instanceof Element ? inside.closest("[data-picker]") : null;
  const text = box?.querySelector("[data-picker-text]");
  const number = box?.querySelector("[data-picker-number]");
  const pop = box?.querySelector("[data-picker-pop]");
  if (!(box instanceof HTMLElement && text instanceof HTMLInputElement)) return null;
  if (!(number instanceof HTMLInputElement && pop instanceof HTMLElement)) return null;
  return { box, text, number, pop, status: box.querySelector("[data-picker-status]") };
}

/** Say what the field is to those who do not see it. @param {ParentNode} root */
function wire(root) {
  for (const each of root.querySelectorAll("[data-picker]")) {
    const found = parts(each);
    if (!found) continue;
    found.text.setAttribute("role", "combobox");
    found.text.setAttribute("aria-autocomplete", "list");
    found.text.setAttribute("aria-haspopup", "listbox");
    found.text.setAttribute("aria-expanded", "false");
  }
}

/** @param {Parts} of @returns {HTMLElement[]} */
function options(of) {
  return [...of.pop.querySelectorAll("[role=option]")].filter((each) => each instanceof HTMLElement);
}

/** @param {Parts} of */
function close(of) {
  of.pop.hidden = true;
  of.text.setAttribute("aria-expanded", "false");
  of.text.removeAttribute("aria-activedescendant");
  of.text.removeAttribute("aria-controls");
}

/** Show what the server sent and say how much it is. @param {Parts} of */
function show(of) {
  const list = of.pop.querySelector("[role=listbox]");
  of.pop.hidden = false;
  of.text.setAttribute("aria-expanded", list ? "true" : "false");
  if (list) of.text.setAttribute("aria-controls", list.id);
  of.text.removeAttribute("aria-activedescendant");
  if (of.status) of.status.textContent = of.pop.querySelector("[data-picker-say]")?.textContent ?? "";
}

/** Make one option the active one. @param {Parts} of @param {number} to */
function move(of, to) {
  const all = options(of);
  if (!all.length) return;
  const at = (to + all.length) % all.length;
  all.forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
  of.text.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

/** Which option is active; -1 for none. @param {Parts} of */
function active(of) {
  const id = of.text.getAttribute("aria-activedescendant");
  return id ? options(of).findIndex((each) => each.id === id) : -1;
}

/** Put an option among those chosen, once; the field is free for the next. @param {Parts} of @param {HTMLElement} option */
function gather(of, option) {
  const [number, label] = [option.dataset.number ?? "", option.dataset.label ?? ""];
  const [chosen, one] = [of.box.querySelector("[data-picker-chosen]"), of.box.querySelector("template[data-picker-one]")];
  if (!chosen || !(one instanceof HTMLTemplateElement)) return;
  const boxes = [...of.box.querySelectorAll("input[type=checkbox]")].filter((each) => each instanceof HTMLInputElement);
  const known = boxes.find((each) => each.value === number);
  if (known) known.checked = true;
  else {
    const made = document.importNode(one.content, true);
    const [box, word] = [made.querySelector("input"), made.querySelector("label")];
    if (!box || !word) return;
    box.value = number;
    box.id = `${of.text.id}_${number}_chosen`;
    word.htmlFor = box.id;
    word.textContent = label;
    chosen.append(made);
  }
  of.text.value = "";
  of.pop.replaceChildren();
  close(of);
  if (of.status) of.status.textContent = label;
}

/** Take an option. @param {Parts} of @param {HTMLElement} option */
function take(of, option) {
  if (of.box.dataset.picker === "many") {
    gather(of, option);
    return;
  }
  of.text.value = option.dataset.label ?? "";
  of.number.value = option.dataset.number ?? "";
  forget(of);
  close(of);
  if (of.status) of.status.textContent = of.text.value;
}

/** The question which row was meant is settled. @param {Parts} of */
function forget(of) {
  for (const radio of of.box.querySelectorAll("input[type=radio]")) if (radio instanceof HTMLInputElement) radio.checked = false;
}

/** @param {Parts} of */
function ask(of) {
  of.text.dispatchEvent(new CustomEvent("picker:open", { bubbles: true }));
}

wire(document);
document.addEventListener("htmx:load", (event) => event.target instanceof Element && wire(event.target));
document.addEventListener("htmx:afterSwap", (event) => {
  const found = parts(event.target);
  if (found && event.target === found.pop && document.activeElement === found.text) show(found);
});

// Typing forgets what was chosen before: else another name would stand over the old number.
document.addEventListener("input", (event) => {
  const found = parts(event.target);
  if (!found || event.target !== found.text) return;
  found.number.value = "";
  forget(found);
});

document.addEventListener("keydown", (event) => {
  const found = parts(event.target);
  if (!found || event.target !== found.text || event.isComposing) return;
  const open = !found.pop.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open) ask(found);
    else move(found, event.key === "ArrowDown" ? active(found) + 1 : (active(found) < 0 ? 0 : active(found)) - 1);
  } else if (event.key === "Enter" && open && active(found) >= 0) {
    event.preventDefault();
    take(found, options(found)[active(found)]);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    close(found);
  }
});

// The pointer must not take the focus from the field, else the list would close before it is hit.
document.addEventListener("mousedown", (event) => {
  const found = parts(event.target);
  if (found && event.target instanceof Node && found.pop.contains(event.target)) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const found = parts(event.target);
  const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
  if (found && option instanceof HTMLElement) take(found, option);
  else if (found && event.target === found.text && found.pop.hidden && !found.number.value) ask(found);
});
document.addEventListener("focusout", (event) => {
  const found = parts(event.target);
  if (found) close(found);
});
