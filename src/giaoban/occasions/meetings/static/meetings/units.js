// @ts-check
// A field that names a unit: typing "kinh te" offers "Phòng Kinh tế", whatever the accents; arrows and Enter choose.
// Without this module the field offers the browser's own list (<datalist>), and the server understands names without accents as well.

const MOST = 8;
let serial = 0;

/** Letters without marks, in lower case. @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** @returns {string[]} every unit's name */
const names = () => [...document.querySelectorAll("#don-vi option")].map((node) => /** @type {HTMLOptionElement} */ (node).value);

/** Names that hold every typed word, those that begin with the words first. @param {string} typed */
function matches(typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const found = names().map((name) => ({ name, plain: fold(name) })).filter(({ plain }) => words.every((word) => plain.includes(word)));
  const begins = words.join(" ");
  found.sort((a, b) => Number(b.plain.startsWith(begins)) - Number(a.plain.startsWith(begins)));
  return found.slice(0, MOST).map(({ name }) => name);
}

/** What is being typed: the whole field, or in a field for many units the part after the last semicolon. @param {HTMLInputElement} input */
function part(input) {
  const cut = input.dataset.units === "many" ? input.value.lastIndexOf(";") + 1 : 0;
  return { before: input.value.slice(0, cut), typed: input.value.slice(cut).trim() };
}

/** @param {HTMLInputElement} input */
function wire(input) {
  if (input.dataset.wired) return;
  input.dataset.wired = "yes";
  input.removeAttribute("list");
  const list = document.createElement("ul");
  list.className = "mt-options";
  list.id = `mt-options-${(serial += 1)}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? "");
  input.after(list);
  input.parentElement?.classList.add("mt-picker");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  }

  /** @param {Element | undefined | null} option */
  function mark(option) {
    for (const node of list.children) node.setAttribute("aria-selected", String(node === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  const marked = () => list.querySelector('[aria-selected="true"]');

  /** @param {Element} option */
  function take(option) {
    const { before } = part(input);
    input.value = `${before}${before ? " " : ""}${option.textContent}`.trimStart() + (input.dataset.units === "many" ? "; " : "");
    show(false);
  }

  input.addEventListener("input", () => {
    const { typed } = part(input);
    const found = typed ? matches(typed) : [];
    list.replaceChildren(
      ...found.map((name, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.textContent = name;
        return option;
      }),
    );
    show(found.length > 0);
    mark(list.firstElementChild);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const now = marked();
    if (event.key === "ArrowDown") mark(now?.nextElementSibling ?? list.firstElementChild);
    else if (event.key === "ArrowUp") mark(now?.previousElementSibling ?? list.lastElementChild);
    else if (event.key === "Enter" && now) take(now);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option) take(option);
  });
  input.addEventListener("blur", () => show(false));
}

/** @param {ParentNode} root */
const wireAll = (root) => root.querySelectorAll("input[data-units]").forEach((node) => wire(/** @type {HTMLInputElement} */ (node)));

wireAll(document);
document.body.addEventListener("htmx:load", (event) => {
  const item = /** @type {CustomEvent} */ (event).detail.elt;
  if (item instanceof Element) wireAll(item);
});
