// <button data-copy="text">: copies the text and says so. Older browsers, and pages without https, copy through a hidden field.
(() => {
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "quiet";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copying is not allowed");
  }

  function say(name, kind) {
    const toasts = document.querySelector(".toasts");
    const toast = document.createElement("p");
    toast.className = `toast ${kind}`;
    toast.textContent = toasts.dataset[name];
    toasts.append(toast);
    setTimeout(() => toast.remove(), 6000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await copy(button.dataset.copy);
      say("copied", "success");
    } catch {
      say("notCopied", "warning");
    }
    button.focus();
  });
})();
