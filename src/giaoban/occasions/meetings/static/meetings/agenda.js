// @ts-check
// The agenda from the keyboard: Alt+Up and Alt+Down move the item that has the focus. The arrows beside each item do the same.

document.addEventListener("keydown", (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const item = event.target instanceof Element ? event.target.closest(".mt-item") : null;
  const button = item?.querySelector(event.key === "ArrowUp" ? "button[value=up]" : "button[value=down]");
  if (!(button instanceof HTMLButtonElement) || button.disabled) return;
  event.preventDefault();
  button.focus();
  button.click();
});

// The list is drawn anew after each move; the focus goes to the same arrow of the moved item, or to the other one where that is at its end.
let moved = "";
let pressed = "";
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const item = event.target instanceof Element ? event.target.closest(".mt-item") : null;
  moved = item?.id ?? "";
  pressed = document.activeElement?.id ?? "";
});
document.body.addEventListener("htmx:afterSettle", () => {
  const item = moved ? document.getElementById(moved) : null;
  const same = pressed ? document.getElementById(pressed) : null;
  const button = same instanceof HTMLButtonElement && !same.disabled ? same : item?.querySelector("button:not([disabled])");
  if (button instanceof HTMLButtonElement) button.focus();
  moved = "";
});
