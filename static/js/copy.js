// <button data-copy="text" data-copied="Copied">: copies the text and says so. Older browsers copy through a hidden field.
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

function say(text) {
  const note = document.createElement("p");
  note.className = "toast success";
  note.textContent = text;
  document.querySelector(".toasts").append(note);
  setTimeout(() => note.remove(), 4000);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await copy(button.dataset.copy);
    say(button.dataset.copied);
  } catch {
    const field = document.querySelector(button.dataset.copyFrom);
    if (field) field.select();
  }
  button.focus();
});
