// <button data-share="link" data-title data-text hidden>: the phone's own share sheet, where there is one.
(() => {
  const show = () => {
    if (!navigator.share) return;
    document.querySelectorAll("[data-share]").forEach((button) => (button.hidden = false));
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-share]");
    if (!button) return;
    const { share: url, title, text } = button.dataset;
    try {
      await navigator.share({ title, text, url });
    } catch (error) {
      if (error.name !== "AbortError") document.querySelector("[data-copy]").click(); // then at least the link is copied
    }
  });
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("htmx:load", show);
})();
