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

// At either end the pressed arrow is switched off: the focus goes to the other one, so that the keyboard does not lose its place.
document.body.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body) return;
  const moved = sessionStorage.getItem("mt-moved");
  const item = moved ? document.getElementById(moved) : null;
  const button = item?.querySelector(".mt-move button:not([disabled])");
  if (button instanceof HTMLButtonElement) button.focus();
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const item = event.target instanceof Element ? event.target.closest(".mt-item") : null;
  if (item) sessionStorage.setItem("mt-moved", item.id);
});
