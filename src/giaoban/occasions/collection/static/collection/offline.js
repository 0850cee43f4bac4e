// @ts-check
// Cells that could not be sent are kept in this browser, by person and collection, until the server has answered for them: sent when the
// connection is back, shown where the server refuses them or somebody else was faster, gone at sign-out (giaoban/js/forms.js).
// matrix.js does the sending; it tells "collection:unsaved", "collection:settled" and "collection:refused" with {save, …}.

/** @typedef {{save: string, row: string, column: string, text: string, version: string, before: string, name: string, at: number, problem?: string}} Kept */

const box = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details[data-unsent]"));
const words = box?.dataset ?? {};
const PREFIX = "giaoban.unsent.";
const KEY = `${PREFIX}${words.owner}.${words.place}`;
const OLDEST = 30 * 24 * 3600 * 1000;
const AGAIN = 30_000;

/** What is kept, by the address each cell is saved at. @returns {Record<string, Kept>} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Record<string, Kept>} all @returns {boolean} whether the browser took it */
function keep(all) {
  try {
    if (Object.keys(all).length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} save @returns {HTMLInputElement | null} */
const cellOf = (save) => document.querySelector(`input.co-cell[data-save="${CSS.escape(save)}"]`);

/** Remove one cell from what is kept. @param {string} save */
function forget(save) {
  const all = kept();
  if (!(save in all)) return;
  delete all[save];
  keep(all);
  tell();
  if (!Object.keys(all).length) aloud(words.wordsSent ?? "");
}

/** @param {string} text */
function aloud(text) {
  const place = document.querySelector("[data-unsent-said]");
  if (place) place.textContent = text;
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm btn-secondary";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** Show how many cells wait, and each of them. */
function tell() {
  const all = Object.values(kept());
  const count = document.querySelector("[data-unsent-count]");
  const list = document.querySelector("[data-unsent-list]");
  if (!box || !count || !list) return;
  box.hidden = all.length === 0;
  count.textContent = (words.wordsCount ?? "").replace("{n}", String(all.length));
  list.replaceChildren(...all.map(line));
}

/** @param {Kept} change */
function line(change) {
  const item = document.createElement("li");
  const said = document.createElement("span");
  said.textContent = `${change.name}: ${change.text || "–"}${change.problem ? ` · ${change.problem}` : ""}`;
  item.append(said, " ", button(words.wordsAgain ?? "", () => send(change)), " ", button(words.wordsDrop ?? "", () => dropped(change)));
  return item;
}

/** The person gives a number up: the cell says again what the server last said. An open choice is made in the cell. @param {Kept} change */
function dropped(change) {
  const cell = cellOf(change.save);
  if (cell && cell.dataset.theirs !== undefined) return cell.focus();
  forget(change.save);
  cell?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
}

/** Put a kept number back into its cell, waiting. @param {Kept} change @param {HTMLInputElement} cell */
function put(change, cell) {
  cell.value = change.text;
  cell.dataset.version = change.version;
  const version = document.getElementsByName(`v-${change.column}`)[0];
  if (cell.name && version instanceof HTMLInputElement) version.value = change.version;
  waiting(cell);
}

/** @param {HTMLInputElement} cell */
function waiting(cell) {
  cell.dataset.state = "kept";
  cell.setAttribute("aria-invalid", "false");
  cell.dataset.told = words.wordsKept;
  const place = cell.closest("td")?.querySelector("[data-say]");
  if (place instanceof HTMLElement) {
    place.textContent = words.wordsKept ?? "";
    place.dataset.tone = "warn";
  }
}

/** Send one kept cell: through its field, or by itself where the table shows the cell no more. @param {Kept} change */
async function send(change) {
  const cell = cellOf(change.save);
  if (cell) {
    if (cell.dataset.theirs !== undefined) return cell.focus();
    put(change, cell);
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  const headers = { "X-CSRFToken": token instanceof HTMLInputElement ? token.value : "", Accept: "application/json" };
  try {
    const body = new URLSearchParams({ text: change.text, version: change.version });
    const answer = await fetch(change.save, { method: "POST", body, headers });
    if (answer.redirected) return;
    const found = await answer.json();
    if (answer.ok) forget(change.save);
    else refused(change.save, found.problem ?? answer.statusText);
  } catch {
    // No connection yet: it stays kept.
  }
}

/** The server has seen the cell and did not take it: it stays, with the reason, until the person decides. @param {string} save @param {string} problem */
function refused(save, problem) {
  const all = kept();
  if (!(save in all)) return;
  all[save].problem = problem;
  keep(all);
  tell();
}

/** Send what waits and was not refused. */
function sendAll() {
  if (!navigator.onLine) return;
  for (const change of Object.values(kept())) if (!change.problem) send(change);
}

/** What the person left unsent long ago is not kept for ever. */
function tidy() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const all = Object.values(/** @type {Record<string, Kept>} */ (JSON.parse(localStorage.getItem(key) ?? "{}")));
    if (all.every((change) => Date.now() - change.at > OLDEST)) localStorage.removeItem(key);
  }
}

document.addEventListener("collection:unsaved", (event) => {
  const told = /** @type {CustomEvent} */ (event).detail;
  const all = kept();
  const cell = cellOf(told.save);
  const name = cell?.getAttribute("aria-label") ?? "";
  const unit = document.querySelector("h1")?.textContent ?? "";
  const before = all[told.save];
  all[told.save] = {
    ...told,
    version: before?.version ?? told.version,
    before: before?.before ?? told.before,
    name: cell?.dataset.unit ? name : `${unit.trim()}, ${name}`,
    at: Date.now(),
  };
  if (!keep(all)) return aloud(words.wordsFull ?? "");
  if (cell) waiting(cell);
  tell();
});
document.addEventListener("collection:settled", (event) => forget(/** @type {CustomEvent} */ (event).detail.save));
document.addEventListener("collection:refused", (event) => {
  const told = /** @type {CustomEvent} */ (event).detail;
  refused(told.save, told.conflict ? (words.wordsTheirs ?? "") : told.problem);
});

if (box) {
  try {
    tidy();
  } catch {
    // A browser that keeps nothing: the page says so when something has to be kept.
  }
  for (const change of Object.values(kept())) {
    const cell = cellOf(change.save);
    if (cell && cell.defaultValue.trim() === change.text.trim()) forget(change.save);
    else if (cell && !change.problem) put(change, cell);
  }
  tell();
  window.addEventListener("online", sendAll);
  window.addEventListener("load", sendAll);
  setInterval(sendAll, AGAIN);
}
