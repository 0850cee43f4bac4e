// @ts-check
// The period of a session follows its day as long as nobody wrote another one.

const day = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=held_on]"));
const period = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=period]"));
let before = day?.value.slice(0, 7) ?? "";

day?.addEventListener("change", () => {
  const month = day.value.slice(0, 7);
  if (period && month && (period.value.trim() === "" || period.value.trim() === before)) period.value = month;
  before = month || before;
});
