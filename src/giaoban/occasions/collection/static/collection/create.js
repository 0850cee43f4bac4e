// @ts-check
// Long lists of boxes to tick: how many are ticked stands above each list, a word leaves only the lines that have it, and a breakdown goes
// with its indicator: taken out with it, and bringing it in. Without this module the lists work as they are.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-choose]"));
const words = form?.dataset ?? {};
const LONG = 8;

/** Letters without their marks, so that "ho ngheo" finds "Hộ nghèo". @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** @param {ParentNode} place @returns {HTMLInputElement[]} */
const boxes = (place) => [...place.querySelectorAll("input[type=checkbox]")].map((each) => /** @type {HTMLInputElement} */ (each));

/** @param {HTMLElement} list */
function dress(list) {
  const count = document.createElement("p");
  count.className = "gb-help co-count";
  count.setAttribute("aria-live", "polite");
  const tell = () => {
    const all = boxes(list);
    const ticked = all.filter((each) => each.checked).length;
    count.textContent = (words.wordsCount ?? "").replace("{n}", String(ticked)).replace("{m}", String(all.length));
  };
  list.addEventListener("change", tell);
  document.addEventListener("collection:ticked", tell);
  tell();
  list.before(count);
  if (boxes(list).length > LONG) list.before(finder(list));
}

/** A field that leaves the lines with a word; what is ticked always stays in sight. @param {HTMLElement} list */
function finder(list) {
  const field = document.createElement("input");
  Object.assign(field, { type: "search", className: "form-control form-control-sm" });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    for (const line of /** @type {HTMLCollectionOf<HTMLElement>} */ (list.children)) {
      line.hidden = !plain(line.textContent ?? "").includes(wanted) && !line.querySelector("input:checked");
    }
  });
  const label = document.createElement("label");
  label.className = "co-find gb-help";
  label.append(words.wordsFind ?? "", field);
  return label;
}

/** A breakdown ("12:gioi") and its indicator ("12") keep together. @param {Event} event */
function together(event) {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !form) return;
  const number = box.value.split(":")[0];
  if (box.name === "indicators" && !box.checked) {
    for (const each of boxes(form)) if (each.name === "breakdowns" && each.value.startsWith(`${number}:`)) each.checked = false;
  }
  if (box.name === "breakdowns" && box.checked) {
    for (const each of boxes(form)) if (each.name === "indicators" && each.value === number) each.checked = true;
  }
  document.dispatchEvent(new CustomEvent("collection:ticked"));
}

if (form) {
  for (const list of form.querySelectorAll(".gb-checks")) if (list instanceof HTMLElement) dress(list);
  form.addEventListener("change", together);
}
