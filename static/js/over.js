// When a countdown on the page ends: [data-when-over] appears, [data-until-over] goes.
document.addEventListener("over", () => {
  document.querySelectorAll("[data-until-over]").forEach((element) => (element.hidden = true));
  document.querySelectorAll("[data-when-over]").forEach((element) => (element.hidden = false));
});
