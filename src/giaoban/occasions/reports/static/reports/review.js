// @ts-check
// The review page from the keyboard: j/k to the next or previous finding, a accept, s correct, b dismiss, ? the list of keys.
// Everything here is also a button or a link; without this module the page works, only slower.

/** @returns {HTMLElement[]} findings in page order */
const findings = () => [...document.querySelectorAll("article.rp-finding")].map((node) => /** @type {HTMLElement} */ (node));

/** @returns {HTMLElement | null} the finding that keys act on */
const current = () => document.querySelector("article.rp-finding.current");

/** Mark one finding as current, in the list and in the text, and bring both into view. @param {HTMLElement | undefined} finding */
function select(finding) {
  if (!finding) return;
  for (const node of document.querySelectorAll(".current")) node.classList.remove("current");
  finding.classList.add("current");
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
  const key = finding.dataset.findings;
  const marks = [...document.querySelectorAll("mark[data-findings], rect[data-findings]")].filter((node) =>
    (node.getAttribute("data-findings") ?? "").split(" ").includes(key ?? ""),
  );
  for (const mark of marks) mark.classList.add("current");
  marks[0]?.scrollIntoView({ block: "center" });
}

/** @param {number} step */
function move(step) {
  const all = findings();
  const now = current();
  const place = now ? all.indexOf(now) : -1;
  const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : place + step;
  select(all[Math.max(0, Math.min(all.length - 1, next))]);
}

/** Press what a key stands for within the current finding. @param {string} key */
function act(key) {
  const target = current()?.querySelector(`[data-review-key="${key}"]`);
  if (target instanceof HTMLButtonElement) target.click();
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    const field = /** @type {HTMLInputElement | null} */ (target.querySelector("input:not([type=hidden])"));
    field?.focus();
    field?.select();
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (["a", "s", "b"].includes(event.key)) act(event.key);
  else return;
  event.preventDefault();
}

// Everything listens on the document: while a scan is read the page has none of this, and is filled without a new start when it is done.
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element ? event.target.closest("[data-review] mark, [data-review] rect") : null;
  if (!(mark instanceof HTMLElement || mark instanceof SVGElement)) return;
  const key = mark.dataset.findings?.split(" ")[0];
  if (key) select(findings().find((node) => node.dataset.findings === key));
  else document.getElementById(`figure-${mark.dataset.figure}`)?.scrollIntoView({ block: "center" });
});
// After a decision the card is replaced: go on to the next one that nobody has looked at.
document.body.addEventListener("htmx:load", (event) => {
  const item = /** @type {CustomEvent} */ (event).detail.elt;
  if (!(item instanceof HTMLElement) || !item.matches("article.rp-finding")) return;
  const typed = item.querySelector("[data-asked] input:not([type=hidden])");
  if (typed instanceof HTMLInputElement) {
    // The number does not fit either: back to it. Enter asks again; only the button beside it stores the number anyway.
    select(item);
    typed.focus();
    typed.select();
    return;
  }
  const all = findings();
  const open = all.slice(all.indexOf(item) + 1).find((node) => !node.classList.contains("rp-decided"));
  select(item.classList.contains("rp-decided") && open ? open : item);
});
