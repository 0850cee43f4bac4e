// @ts-check
// File drop, one submission per press, and a theme that changes before the server has answered.

/** Show the chosen file's name and size. @param {HTMLInputElement} input @param {HTMLOutputElement | null} output */
function say(input, output) {
  if (!output) return;
  const megabytes = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  output.textContent = [...(input.files ?? [])].map((f) => `${f.name} (${megabytes.format(f.size / 1048576)} MB)`).join(", ");
}

/** Let an area take dropped files. @param {HTMLElement} area */
function wire(area) {
  const input = area.querySelector("input[type=file]");
  if (!(input instanceof HTMLInputElement)) return;
  const output = area.querySelector("output");
  const text = area.querySelector("[data-filedrop-text]");
  if (text instanceof HTMLElement && text.dataset.filedropText) text.textContent = text.dataset.filedropText;
  input.addEventListener("change", () => say(input, output));
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!(event instanceof DragEvent) || !event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.querySelectorAll("[data-filedrop]").forEach((area) => area instanceof HTMLElement && wire(area));
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) {
    event.target.querySelectorAll("[data-filedrop]").forEach((area) => area instanceof HTMLElement && wire(area));
  }
});

// What this browser keeps for a person (cells that could not be sent) ends with the session; where there is something, the person is asked.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.forget === undefined) return;
    try {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith("giaoban."));
      if (kept.length && !confirm(form.dataset.forget)) event.preventDefault();
      else kept.forEach((key) => localStorage.removeItem(key));
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  },
  true,
);

// A second press of the same button does not send a form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method === "get" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    if (form instanceof HTMLFormElement) delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});

// Fields that only make sense together with another choice: data-submit-on-change sends a filter form at once.
document.addEventListener("change", (event) => {
  const target = event.target;
  if (target instanceof HTMLSelectElement && target.hasAttribute("data-submit-on-change")) target.form?.requestSubmit();
});

// The theme changes at once; the form still goes to the server, which remembers it.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-theme-choice] button") : null;
  if (button instanceof HTMLButtonElement) document.documentElement.setAttribute("data-bs-theme", button.value);
});
