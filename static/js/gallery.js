// Says which picture of a gallery is in sight. Swiping and the arrow keys are the browser's own.
(() => {
  for (const gallery of document.querySelectorAll("[data-gallery]")) {
    const strip = gallery.firstElementChild;
    const at = gallery.querySelector("[data-gallery-at]");
    if (!at) continue;
    const say = () => { at.textContent = 1 + Math.round(strip.scrollLeft / strip.clientWidth); };
    strip.addEventListener("scroll", say, { passive: true });
  }
})();
