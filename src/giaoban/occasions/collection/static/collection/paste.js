// @ts-check
// Several cells pasted into one: they go to the page that shows every change before it is made. One cell is pasted as always.

const form = document.querySelector("form[data-paste]");
const help = document.querySelector("[data-paste-help]");

/** @param {string} name @param {string} value */
function fill(name, value) {
  const field = form?.querySelector(`[name="${name}"]`);
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
}

if (form instanceof HTMLFormElement && document.querySelector("input.co-cell")) {
  if (help instanceof HTMLElement) help.hidden = false;
  document.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || !cell.classList.contains("co-cell")) return;
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    fill("text", text);
    fill("unit", cell.dataset.row ?? "");
    fill("column", cell.dataset.column ?? "");
    form.requestSubmit();
  });
}
