// @ts-check
// Dialogs, drop-down menus and toasts. Without this file links to #id still open dialogs and <details> still opens menus.

/** Open the dialog with an id as a modal one. @param {string} id */
function open(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
  const first = dialog.querySelector("textarea, input:not([type=hidden]), select");
  if (first instanceof HTMLElement) first.focus();
}

/** Close the dialog around an element. @param {Element} inside */
function close(inside) {
  inside.closest("dialog")?.close();
}

// However a dialog closes, its address must go too, else the style sheet would keep it open as the address's target.
document.addEventListener(
  "close",
  (event) => {
    if (event.target instanceof HTMLDialogElement && location.hash === `#${event.target.id}`) {
      location.hash = "";
      history.replaceState(null, "", location.pathname + location.search);
    }
  },
  true,
);

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const opener = target.closest("[data-dialog]");
  if (opener instanceof HTMLElement) {
    event.preventDefault();
    open(opener.dataset.dialog ?? "");
    return;
  }
  const closer = target.closest("[data-dialog-close]");
  if (closer) {
    event.preventDefault();
    close(closer);
    return;
  }
  if (target instanceof HTMLDialogElement) close(target);
  target.closest("[data-toast-close]")?.closest("[data-toast]")?.remove();
  for (const drop of document.querySelectorAll("details[data-drop][open]")) {
    if (!drop.contains(target)) drop.removeAttribute("open");
  }
});

// A link with role="button" answers the space bar as a button does.
document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === " " && target instanceof HTMLAnchorElement && target.getAttribute("role") === "button") {
    event.preventDefault();
    target.click();
  }
  if (event.key === "Escape") {
    const drop = document.querySelector("details[data-drop][open]");
    if (drop) {
      drop.removeAttribute("open");
      drop.querySelector("summary")?.focus();
    }
  }
});

// A dialog whose address was opened (#id) becomes modal; one that the server sent open as well.
// Only after loading: until then the browser itself moves the focus to what the address names.
window.addEventListener("load", () => setTimeout(() => open(location.hash.slice(1))));
document.querySelectorAll("dialog[data-open]").forEach((dialog) => open(dialog.id));

// Lost connections get a sentence, not silence.
document.addEventListener("htmx:sendError", () => {
  const place = document.getElementById("gb-toasts");
  const template = document.getElementById("gb-offline");
  if (place && template instanceof HTMLTemplateElement) place.append(template.content.cloneNode(true));
});
