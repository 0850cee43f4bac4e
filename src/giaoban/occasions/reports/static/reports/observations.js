// @ts-check
// Recording figures: choosing an indicator ticks its row, and the bar says how many rows are ticked. Without this module one ticks by hand.

/** Say how many rows are ticked. */
function count() {
  const bar = document.querySelector("[data-ticked]");
  const ticked = document.querySelectorAll("#ghi-so-lieu input[name=ghi]:checked").length;
  if (bar instanceof HTMLElement) bar.textContent = `${ticked} ${bar.dataset.words ?? ""}`;
}

document.addEventListener("change", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLInputElement) || !target.closest("#ghi-so-lieu")) return;
  if (target.dataset.row && target.value.trim()) {
    const box = document.querySelector(`#ghi-so-lieu input[name=ghi][value="${CSS.escape(target.dataset.row)}"]`);
    if (box instanceof HTMLInputElement && !box.disabled) box.checked = true;
  }
  count();
});

// The words above the choices of unit, period and kind follow the choices.
document.addEventListener("change", (event) => {
  const box = event.target instanceof HTMLSelectElement ? event.target.closest("details.rp-key") : null;
  const words = box?.querySelector("[data-key-words]");
  if (!box || !words) return;
  const chosen = [...box.querySelectorAll("select")].map((select) => select.selectedOptions[0]?.text ?? "");
  words.textContent = chosen.map((text, place) => (place === 2 ? text.toLowerCase() : text)).join(" · ");
});
