// @ts-check
// Keyboard: an element with data-key="x" is focused (fields), opened (dialogs) or pressed (others) by that key;
// "g h" style pairs go to the address in data-key-go="h". Keys are ignored while somebody types.

/** @param {EventTarget | null} target @returns {boolean} */
function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Do what a key's element is for. @param {HTMLElement} element */
function act(element) {
  if (element instanceof HTMLDialogElement) {
    if (!element.open) element.showModal();
  } else if (typing(element)) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    element.click();
  }
}

/** @type {number} time until which the second key of a pair is awaited */
let awaited = 0;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (awaited > Date.now()) {
    awaited = 0;
    const way = document.querySelector(`[data-key-go="${CSS.escape(event.key)}"]`);
    if (way instanceof HTMLAnchorElement) {
      event.preventDefault();
      way.click();
    }
    return;
  }
  if (event.key === "g") {
    awaited = Date.now() + 1500;
    return;
  }
  for (const element of document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)) {
    if (element instanceof HTMLElement && (element instanceof HTMLDialogElement || element.offsetParent !== null)) {
      event.preventDefault();
      act(element);
      return;
    }
  }
});
