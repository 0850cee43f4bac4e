// @ts-check
// A text area that keeps, beside the plain text, what the clipboard holds as HTML: so tables of Word and Excel stay tables.

for (const area of document.querySelectorAll("textarea[data-paste]")) {
  if (!(area instanceof HTMLTextAreaElement)) continue;
  const kept = document.getElementById(area.dataset.paste ?? "");
  if (!(kept instanceof HTMLInputElement)) continue;
  let pasting = false;
  area.addEventListener("paste", (event) => {
    const marked = event.clipboardData?.getData("text/html") ?? "";
    const whole = area.value.trim() === "" || (area.selectionStart === 0 && area.selectionEnd === area.value.length);
    kept.value = whole ? marked : "";
    pasting = true;
  });
  // What is typed or changed afterwards counts as it stands in the area: the kept HTML would say something else.
  area.addEventListener("input", () => {
    if (!pasting) kept.value = "";
    pasting = false;
  });
}
