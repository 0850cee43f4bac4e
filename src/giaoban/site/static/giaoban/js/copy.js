// @ts-check
// A button that copies a field's text, and says so.

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const { copy, copied } = /** @type {HTMLElement} */ (button).dataset;
    const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(copy ?? ""));
    if (!field) return;
    field.select();
    await navigator.clipboard.writeText(field.value).catch(() => document.execCommand("copy"));
    const label = button.querySelector("span");
    if (label) label.textContent = copied ?? "";
  });
}
