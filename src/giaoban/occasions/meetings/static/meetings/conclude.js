// @ts-check
// The conclusion from the keyboard: j/k to the next or previous task, a keep, x dismiss, e edit, g give to each unit of a group.
// Selecting a sentence of the text offers to add it as a task. Everything here is also a button; without this module all works, slower.

const root = document.querySelector("[data-conclude]");

/** @returns {HTMLElement[]} tasks in page order */
const tasks = () => [...document.querySelectorAll("li.mt-task")].map((node) => /** @type {HTMLElement} */ (node));

/** @returns {HTMLElement | null} */
const current = () => document.querySelector("li.mt-task.current");

/** Mark one task as current, in the list and in the text. @param {HTMLElement | undefined} task */
function select(task) {
  if (!task) return;
  for (const node of document.querySelectorAll(".current")) node.classList.remove("current");
  task.classList.add("current");
  if (!task.contains(document.activeElement)) task.focus({ preventScroll: true });
  task.scrollIntoView({ block: "nearest" });
  const marks = [...document.querySelectorAll("mark[data-tasks]")].filter((node) =>
    (/** @type {HTMLElement} */ (node).dataset.tasks ?? "").split(" ").includes(task.dataset.task ?? ""),
  );
  for (const mark of marks) mark.classList.add("current");
  if (matchMedia("(min-width: 64rem)").matches) marks[0]?.scrollIntoView({ block: "center" });
}

/** @param {number} step */
function move(step) {
  const all = tasks();
  const now = current();
  const place = now ? all.indexOf(now) : -1;
  const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : place + step;
  select(all[Math.max(0, Math.min(all.length - 1, next))]);
}

/** Press or open what a key stands for within the current task. @param {string} key */
function act(key) {
  const target = current()?.querySelector(`[data-conclude-key="${key}"]`);
  if (target instanceof HTMLButtonElement) target.click();
  if (target instanceof HTMLFormElement) /** @type {HTMLElement | null} */ (target.querySelector("input:not([type=hidden])"))?.focus();
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    const field = target.querySelector("input:not([type=hidden])");
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && target.closest("details.mt-edit")) {
    /** @type {HTMLDetailsElement} */ (target.closest("details.mt-edit")).open = false;
    current()?.focus();
    return;
  }
  if (target.closest("input, textarea, select, dialog")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (["a", "x", "e", "g"].includes(event.key)) act(event.key);
  else return;
  event.preventDefault();
}

/** The place of a position within the text, in code points. @param {Element} text @param {Node} node @param {number} offset */
function place(text, node, offset) {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** The sentence that is selected in the text. @returns {{quote: string, start: number} | null} */
function chosen() {
  const text = document.querySelector("[data-text]");
  const selection = getSelection();
  if (!text || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const quote = range.toString();
  return quote.trim().length < 4 ? null : { quote, start: place(text, range.startContainer, range.startOffset) };
}

/** After an answer go on to the next task that needs a look. @param {HTMLElement} task */
function onward(task) {
  const all = tasks();
  const next = all.slice(all.indexOf(task) + 1).find((node) => node.classList.contains("mt-task-proposed"));
  select(task.classList.contains("mt-task-proposed") ? task : (next ?? task));
}

if (root) {
  document.addEventListener("keydown", onKey);
  root.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const mark = target.closest("mark[data-tasks]");
    const key = mark instanceof HTMLElement ? mark.dataset.tasks?.split(" ")[0] : undefined;
    if (key && getSelection()?.isCollapsed) select(tasks().find((node) => node.dataset.task === key));
    if (target.closest("[data-show]")) {
      event.preventDefault();
      select(/** @type {HTMLElement} */ (target.closest("li.mt-task")));
    }
    if (target.closest("[data-next-look]")) {
      event.preventDefault();
      select(tasks().find((node) => node.classList.contains("mt-task-proposed")));
    }
  });
  root.addEventListener("focusin", (event) => {
    const task = /** @type {HTMLElement} */ (event.target).closest("li.mt-task");
    if (task instanceof HTMLElement && task !== current()) select(task);
  });

  const button = document.querySelector("[data-add-selected]");
  const form = document.querySelector("form[data-add]");
  document.addEventListener("selectionchange", () => {
    if (button instanceof HTMLElement) button.hidden = chosen() === null;
  });
  if (button instanceof HTMLElement && form instanceof HTMLFormElement) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const found = chosen();
      if (!found) return;
      /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("quote")).value = found.quote;
      /** @type {HTMLInputElement} */ (form.elements.namedItem("start")).value = String(found.start);
      form.requestSubmit();
      getSelection()?.removeAllRanges();
    });
    form.addEventListener("input", () => {
      /** @type {HTMLInputElement} */ (form.elements.namedItem("start")).value = "";
    });
    document.body.addEventListener("htmx:afterRequest", (event) => {
      if (event.target === form && /** @type {CustomEvent} */ (event).detail.successful) form.reset();
    });
  }

  document.body.addEventListener("htmx:load", (event) => {
    const item = /** @type {CustomEvent} */ (event).detail.elt;
    if (!(item instanceof HTMLElement)) return;
    if (item.matches("li.mt-task")) onward(item);
    if (item.matches("#de-xuat")) select(tasks().find((node) => node.classList.contains("mt-task-proposed")));
  });
  const first = tasks().find((node) => node.classList.contains("mt-task-proposed"));
  if (first && !location.hash) select(first);
}
