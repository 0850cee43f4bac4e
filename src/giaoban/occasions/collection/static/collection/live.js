// @ts-check
// What others save shows in an open table: the page asks for a newer version of it now and then, and is told nothing while there is none.
// matrix.js takes the cells in ("collection:theirs" with {row, told}); it leaves alone what is being edited. A column that was taken out
// meanwhile is told cell by cell ("collection:gone" with {cell, problem}).

const work = /** @type {HTMLElement | null} */ (document.querySelector("[data-live]"));
const EVERY = 8_000;
let tag = work?.dataset.tag ?? "";
let timer = 0;

/** Cells that are shown and cannot be edited here. @param {string} row @param {Record<string, {text: string}>} told */
function shown(row, told) {
  for (const place of document.querySelectorAll(`.co-shown[data-row="${CSS.escape(row)}"]`)) {
    const found = told[/** @type {HTMLElement} */ (place).dataset.column ?? ""];
    if (found) place.textContent = found.text || "–";
  }
}

/** Where a unit stands; the page has to be loaded again where its cells opened or closed. @param {string} row @param {{state: string, open: boolean}} now */
function standing(row, now) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(`[data-row-state="${CSS.escape(row)}"]`));
  if (!place) return;
  const word = place.querySelector(".gb-badge");
  if (place !== work && word?.lastChild) word.lastChild.textContent = now.state;
  const note = document.querySelector("[data-live-note]");
  if (place.dataset.open !== (now.open ? "1" : "0") && note instanceof HTMLElement) note.hidden = false;
}

/** Columns that were taken out: their cells close with the sentence why; columns or units that came in or went out: load the page again.
 * @param {{rows: Record<string, {state: string, open: boolean}>, columns: string[], gone: Record<string, string>}} found */
function layout(found) {
  const here = new Set();
  let moved = false;
  for (const cell of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input.co-cell"))) {
    const column = cell.dataset.column ?? "";
    here.add(column);
    if (!((cell.dataset.row ?? "") in found.rows)) moved = true;
    if (found.columns.includes(column)) continue;
    moved = true;
    if (found.gone[column]) document.dispatchEvent(new CustomEvent("collection:gone", { detail: { cell, problem: found.gone[column] } }));
  }
  const note = document.querySelector("[data-live-note]");
  if (here.size && found.columns.some((column) => !here.has(column))) moved = true;
  if (moved && note instanceof HTMLElement) note.hidden = false;
}

/** Ask once. */
async function look() {
  if (!work || document.hidden || !navigator.onLine) return;
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(work.dataset.live ?? "", { headers: { "If-None-Match": tag, Accept: "application/json" }, cache: "no-store" });
  } catch {
    return;
  }
  if (answer.redirected || answer.status === 404 || answer.status === 403) return clearInterval(timer);
  if (answer.status !== 200) return;
  const found = await answer.json().catch(() => null);
  if (!found) return;
  tag = answer.headers.get("ETag") ?? "";
  for (const [row, told] of Object.entries(found.cells)) {
    shown(row, told);
    document.dispatchEvent(new CustomEvent("collection:theirs", { detail: { row, told } }));
  }
  for (const [row, now] of Object.entries(found.rows)) standing(row, now);
  layout(found);
}

if (work) {
  timer = window.setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
