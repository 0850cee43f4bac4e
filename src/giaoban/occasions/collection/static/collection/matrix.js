// @ts-check
// Cells that save themselves and are walked by keyboard. One cell is one request that names the version it was made on: where somebody else
// was faster, both numbers are shown and the one who types chooses. Without this module the unit's form still saves as a whole.
// Others may listen: "collection:unsaved" (no answer) and "collection:saved" with {save, row, column, text, version, before},
// "collection:settled" with {save}, "collection:refused" with {save, problem, conflict}; it listens to "collection:theirs" with {row, told}
// and to "collection:gone" with {cell, problem}.

const grid = /** @type {HTMLElement | null} */ (document.querySelector("[data-grid]"));
const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-panel]"));
const panelWords = /** @type {HTMLElement | null} */ (document.querySelector("[data-panel-words]"))?.dataset ?? {};
const words = grid?.dataset ?? {};
const token = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrfmiddlewaretoken]"))?.value ?? "";
/** What stood in each cell when it was last in step with the server. @type {WeakMap<HTMLInputElement, string>} */
const stood = new WeakMap();
/** Saves under way: the next one of the same cell waits. @type {WeakMap<HTMLInputElement, Promise<void>>} */
const queue = new WeakMap();

/** What others saved into a cell that was being edited then. @type {WeakMap<HTMLInputElement, Told>} */
const newer = new WeakMap();

/** @typedef {{text: string, version: number, by: string, asked: string[], meant: string, suggest: string[]}} Told what the server says about a cell */

/** @returns {HTMLInputElement[]} */
const cells = () => [...document.querySelectorAll("input.co-cell")].map((each) => /** @type {HTMLInputElement} */ (each));

/** @param {string} name @param {string} text @param {string} [css] */
function make(name, text, css = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (css) made.className = css;
  return made;
}

/** Where a cell's sentence is shown: beside it, or in the panel. @param {HTMLInputElement} cell */
const placeOf = (cell) => /** @type {HTMLElement | null} */ (cell.closest("td")?.querySelector("[data-say]") ?? null);

/** @param {HTMLInputElement} cell @param {string} state */
function mark(cell, state) {
  cell.dataset.state = state;
  cell.setAttribute("aria-invalid", String(state === "bad" || state === "conflict" || state === "lost"));
}

/** Say something about a cell, with the buttons to choose by. @param {HTMLInputElement} cell @param {string} text @param {HTMLElement[]} buttons */
function say(cell, text, buttons = []) {
  cell.dataset.told = text;
  const place = placeOf(cell);
  if (!place) {
    if (document.activeElement === cell || buttons.length) show(cell);
    return;
  }
  place.replaceChildren(...(text ? [make("p", text)] : []), ...buttons);
  place.dataset.tone = buttons.length ? "warn" : "bad";
}

/** The two buttons of a conflict. @param {HTMLInputElement} cell */
function choices(cell) {
  const theirs = cell.dataset.theirs ?? "";
  const keep = make("button", `${words.wordsTheirs} ${theirs || words.wordsEmpty}`, "btn btn-sm btn-secondary");
  const use = make("button", `${words.wordsMine} ${cell.value || words.wordsEmpty}`, "btn btn-sm btn-secondary");
  for (const button of [keep, use]) button.setAttribute("type", "button");
  keep.addEventListener("click", () => {
    cell.value = theirs;
    settled(cell);
  });
  use.addEventListener("click", () => {
    stood.set(cell, theirs);
    delete cell.dataset.theirs;
    save(cell);
  });
  return [keep, use];
}

/** Say of a unit's form how many cells are filled in by now, and that it is being filled in. */
function counted() {
  const place = document.querySelector("[data-filled]");
  if (!place) return;
  place.textContent = String(cells().filter((each) => (stood.get(each) ?? "").trim()).length);
  const begun = document.querySelector("template[data-begun]");
  if (!(begun instanceof HTMLTemplateElement)) return;
  document.querySelector("[data-begins]")?.replaceChildren(begun.content.cloneNode(true));
  begun.remove();
}

/** The cell is in step with the server. @param {HTMLInputElement} cell */
function settled(cell) {
  stood.set(cell, cell.value);
  delete cell.dataset.theirs;
  const before = document.getElementsByName(`t-${cell.dataset.column}`)[0];
  const version = document.getElementsByName(`v-${cell.dataset.column}`)[0];
  if (cell.name && before instanceof HTMLInputElement) before.value = cell.value;
  if (cell.name && version instanceof HTMLInputElement) version.value = cell.dataset.version ?? "0";
  mark(cell, "saved");
  say(cell, "");
  counted();
  document.dispatchEvent(new CustomEvent("collection:settled", { detail: { save: cell.dataset.save } }));
}

/** Show what the server says about each cell of the row: questions, the number that was probably meant, what may be taken over. @param {HTMLInputElement} cell @param {Record<string, Told>} told */
function question(cell, told) {
  for (const each of cells().filter((other) => other.dataset.row === cell.dataset.row)) {
    const { asked = [], meant = "", suggest = [] } = told[each.dataset.column ?? ""] ?? {};
    offer(each, suggest);
    const box = each.closest("td");
    const list = each.closest("tr")?.querySelector("[data-asked]");
    if (each.name && list) {
      const fix = meant ? [taker(each, `${words.wordsMeant} ${meant}`, meant)] : [];
      list.replaceChildren(...asked.map((text) => make("p", `? ${text}`, "co-question")), ...fix);
      continue;
    }
    each.dataset.asked = asked.join(" ");
    each.dataset.meant = meant;
    box?.classList.toggle("co-asked", asked.length > 0);
    box?.querySelector(".co-mark")?.remove();
    if (asked.length) box?.append(make("span", "?", "co-mark"));
  }
}

/** A button that puts a number into a cell. @param {HTMLInputElement} cell @param {string} text @param {string} value */
function taker(cell, text, value) {
  const button = make("button", text, "btn btn-sm btn-secondary co-take");
  button.setAttribute("type", "button");
  button.addEventListener("click", () => taken(cell, value));
  return button;
}

/** Offer a number for a blank cell; nothing where there is none. @param {HTMLInputElement} cell @param {string[]} suggest */
function offer(cell, suggest) {
  const [text = "", from = "", way = ""] = suggest;
  const button = cell.name ? cell.parentElement?.querySelector(".co-take") : null;
  if (cell.name && (!text || cell.dataset.suggest !== text)) cell.parentElement?.querySelector(".co-way")?.remove();
  if (!text) {
    delete cell.dataset.suggest;
    cell.placeholder = "";
    button?.remove();
    return;
  }
  if (cell.dataset.suggest === text) return;
  Object.assign(cell.dataset, { suggest: text, from, way });
  if (!cell.name) cell.placeholder = `${text}?`;
  button?.remove();
  if (cell.name) cell.after(taker(cell, `${words.wordsTake} ${text} (${from})`, text));
}

/** Take in what somebody else saved, unless the cell is being edited or waits for an answer: then it stays, and comes later. @param {HTMLInputElement} cell @param {Told} told */
function heard(cell, told) {
  if (Number(told.version) <= Number(cell.dataset.version ?? "0")) return void newer.delete(cell);
  const busy = ["saving", "lost", "bad", "conflict", "kept"].includes(cell.dataset.state ?? "") || cell.dataset.theirs !== undefined;
  if (busy || cell === document.activeElement || cell.value.trim() !== (stood.get(cell) ?? "").trim()) return void newer.set(cell, told);
  newer.delete(cell);
  cell.value = told.text;
  cell.dataset.version = String(told.version);
  settled(cell);
  mark(cell, "fresh");
  cell.title = `${told.by} ${words.wordsFresh}: ${told.text || words.wordsEmpty}`;
}

/** Send one cell. @param {HTMLInputElement} cell @returns {Promise<void>} */
async function send(cell) {
  const text = cell.value;
  if (text.trim() === (stood.get(cell) ?? "").trim() || cell.dataset.theirs !== undefined) return;
  mark(cell, "saving");
  const { row, column, version = "0" } = cell.dataset;
  const detail = { save: cell.dataset.save, row, column, text, version, before: stood.get(cell) ?? "" };
  /** @type {Response} */
  let answer;
  try {
    const body = new URLSearchParams({ text, version });
    answer = await fetch(cell.dataset.save ?? "", { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (answer.redirected) throw new Error("signed out");
  } catch {
    mark(cell, "lost");
    say(cell, words.wordsLost ?? "");
    document.dispatchEvent(new CustomEvent("collection:unsaved", { detail }));
    return;
  }
  const found = await answer.json().catch(() => ({ problem: answer.statusText }));
  if (found.cells) question(cell, found.cells);
  if (!answer.ok) {
    if (found.conflict) {
      cell.dataset.theirs = found.text;
      cell.dataset.version = String(found.version);
    }
    mark(cell, found.conflict ? "conflict" : "bad");
    say(cell, found.problem ?? "", found.conflict ? choices(cell) : []);
    const told = { save: cell.dataset.save, problem: found.problem ?? "", conflict: Boolean(found.conflict) };
    document.dispatchEvent(new CustomEvent("collection:refused", { detail: told }));
    return;
  }
  cell.dataset.version = String(found.version);
  if (cell.value === text) {
    cell.value = found.text;
    settled(cell);
  } else stood.set(cell, found.text);
  document.dispatchEvent(new CustomEvent("collection:saved", { detail }));
}

/** Save a cell after whatever of it is under way. @param {HTMLInputElement} cell */
function save(cell) {
  const next = (queue.get(cell) ?? Promise.resolve()).then(() => send(cell));
  queue.set(cell, next);
  return next;
}

/** Show in the panel what belongs to a cell. @param {HTMLInputElement} cell */
function show(cell) {
  if (!panel) return;
  const { unit, name, last, suggest, from, way, asked, meant, told, theirs, comments } = cell.dataset;
  const parts = [make("p", `${unit}, ${name}`)];
  parts[0].style.fontWeight = "650";
  if (told) parts.push(make("p", told));
  if (theirs !== undefined) parts.push(...choices(cell));
  if (last) parts.push(make("p", `${panelWords.last} ${last}`));
  if (suggest && !cell.value) {
    parts.push(taker(cell, `${panelWords.take} ${suggest} (${from})`, suggest));
    if (way) parts.push(linked(panelWords.way ?? "", way, "co-way"));
  }
  if (asked) parts.push(make("p", asked, "co-question"));
  if (meant) parts.push(taker(cell, `${words.wordsMeant} ${meant}`, meant));
  panel.replaceChildren(...parts, linked(`${panelWords.comments} (${comments})`, cell.dataset.page ?? "#", "co-talk"));
}

/** A link. @param {string} text @param {string} where @param {string} style */
function linked(text, where, style) {
  const link = make("a", text, style);
  link.setAttribute("href", where);
  return link;
}

/** Take a suggestion over: from now on it is a value that a person gave. @param {HTMLInputElement} cell @param {string} text */
function taken(cell, text) {
  cell.value = text;
  cell.focus();
  save(cell).then(() => show(cell));
}

/** Go from a cell by so many lines and columns, over cells that are closed. @param {HTMLInputElement} cell @param {number} down @param {number} right */
function go(cell, down, right) {
  const all = cells();
  if (cell.name) {
    const next = all[all.indexOf(cell) + down + right];
    next?.focus();
    return next?.select();
  }
  const same = right
    ? all.filter((each) => each.dataset.row === cell.dataset.row)
    : all.filter((each) => each.dataset.column === cell.dataset.column);
  const next = same[same.indexOf(cell) + down + right];
  next?.focus();
  next?.select();
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} cell */
function pressed(event, cell) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const start = whole || (cell.selectionStart === 0 && cell.selectionEnd === 0);
  const end = whole || cell.selectionStart === cell.value.length;
  /** @type {Record<string, [number, number] | undefined>} */
  const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: event.shiftKey ? [-1, 0] : [1, 0] };
  if (!cell.name && start) moves.ArrowLeft = [0, -1];
  if (!cell.name && end) moves.ArrowRight = [0, 1];
  const move = moves[event.key];
  if (move) {
    event.preventDefault();
    go(cell, move[0], move[1]);
  } else if (event.key === "=" && cell.dataset.suggest && !cell.value) {
    event.preventDefault();
    taken(cell, cell.dataset.suggest);
  } else if (event.key === "Escape" && cell.dataset.theirs === undefined) {
    cell.value = stood.get(cell) ?? "";
    mark(cell, "");
    say(cell, "");
  }
}

for (const cell of cells()) {
  stood.set(cell, cell.defaultValue);
  cell.addEventListener("keydown", (event) => pressed(event, cell));
  cell.addEventListener("change", () => save(cell));
  cell.addEventListener("focus", () => show(cell));
  cell.addEventListener("blur", () => {
    const told = newer.get(cell);
    if (told) setTimeout(() => heard(cell, told));
  });
}
for (const button of document.querySelectorAll("button[data-take]")) {
  button.addEventListener("click", () => {
    const cell = button.closest("td")?.querySelector("input.co-cell");
    if (cell instanceof HTMLInputElement) taken(cell, /** @type {HTMLElement} */ (button).dataset.take ?? "");
    if (!button.closest("[data-asked]")) button.remove();
  });
}
// What others saved meanwhile (live.js).
document.addEventListener("collection:theirs", (event) => {
  const { row, told } = /** @type {CustomEvent} */ (event).detail;
  const mine = cells().filter((cell) => cell.dataset.row === row);
  for (const cell of mine) if (told[cell.dataset.column ?? ""]) heard(cell, told[cell.dataset.column ?? ""]);
  if (mine.length) question(mine[0], told);
});
// The column of a cell was taken out (live.js): nothing is typed there any more, what was typed stays to be copied.
document.addEventListener("collection:gone", (event) => {
  const { cell, problem } = /** @type {CustomEvent} */ (event).detail;
  if (cell.readOnly) return;
  cell.readOnly = true;
  mark(cell, cell.value.trim() === (stood.get(cell) ?? "").trim() ? "" : "bad");
  say(cell, problem);
});
// A form is sent as a whole only when its cells have come to rest, and never over an open conflict.
if (grid instanceof HTMLFormElement) {
  grid.addEventListener("submit", async (event) => {
    const open = cells().find((cell) => cell.dataset.theirs !== undefined);
    if (open) {
      event.preventDefault();
      event.stopPropagation();
      open.focus();
    }
  }, { capture: true });
}
window.addEventListener("beforeunload", (event) => {
  if (cells().some((cell) => cell.dataset.state === "lost" || cell.dataset.theirs !== undefined)) event.preventDefault();
});
