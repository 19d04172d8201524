// Say the messages again once the page is ready, so that a screen reader hears them, and let the harmless ones go.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".toasts");
  const toasts = [...box.children];
  if (!toasts.length) return;
  box.replaceChildren();
  setTimeout(() => box.append(...toasts), 100);
  const clear = () => {
    if (box.matches(":hover")) return setTimeout(clear, 2000);
    toasts.filter((toast) => !toast.matches(".error, .warning")).forEach((toast) => toast.remove());
  };
  setTimeout(clear, 8000);
});
