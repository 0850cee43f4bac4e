// @ts-check
// Fast entry by keyboard: Enter goes to the next field, as in a spreadsheet; leaving a field saves it (htmx, "change").

/** The fields that are filled in one after the other. @returns {HTMLElement[]} */
function stops() {
  return [...document.querySelectorAll("[data-next]")].filter((e) => e instanceof HTMLElement);
}

document.addEventListener("keydown", (event) => {
  const here = event.target;
  if (event.key !== "Enter" || event.isComposing || !(here instanceof HTMLElement)) return;
  const line = here.closest(".ap-line");
  if (!line || here instanceof HTMLButtonElement || here instanceof HTMLAnchorElement) return;
  if (here instanceof HTMLInputElement && here.type === "file") return;
  event.preventDefault();
  const all = stops();
  const after = all.findIndex((stop) => (here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  const next = after < 0 ? undefined : all[event.shiftKey ? Math.max(after - 2, 0) : after];
  here.blur();
  if (next) {
    next.focus();
    if (next instanceof HTMLInputElement && next.type === "text") next.select();
  }
});
