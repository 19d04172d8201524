// The box opens before the page inside is shown: the lid flies off, light, paper, the card rises. The link works without all this,
// and for those who asked for reduced motion the box only fades.
(() => {
  const BURST = 520; // ms: the lid has just left the box
  const READ = 2500; // ms: the card was there to be seen; see box.css
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function celebrate(box) {
    const { left, top, width } = box.getBoundingClientRect();
    document.dispatchEvent(new CustomEvent("celebrate", { detail: { x: left + width / 2, y: top + width * 0.35, pieces: 90 } }));
  }

  function open(event) {
    const link = event.target.closest(".stage__open");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    const stage = link.closest(".stage");
    if (stage.matches(".stage_opening")) return location.assign(link.href); // a second tap does not want to wait
    stage.classList.add("stage_opening");
    const said = document.getElementById("opening");
    said.textContent = said.dataset.words;
    navigator.vibrate?.(15);
    if (!calm.matches) setTimeout(celebrate, BURST, link.querySelector(".box"));
    setTimeout(() => location.assign(link.href), calm.matches ? 400 : READ);
  }

  document.addEventListener("click", open);
  // Back from the inside by the browser's memory: the box is closed again.
  window.addEventListener("pageshow", (event) => event.persisted && document.querySelector(".stage_opening")?.classList.remove("stage_opening"));
})();
