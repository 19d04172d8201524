// Several pictures chosen at once: the row takes the first, and each of the others gets a row of its own.
"use strict";

const OF_PICTURES = '#pictures-group input[type="file"]:not([name*="__prefix__"])';

function put(input, file) {
  const one = new DataTransfer();
  one.items.add(file);
  input.files = one.files;
  input.dispatchEvent(new Event("change", { bubbles: true })); // the theme shows its name
}

document.addEventListener("click", ({ target }) => {
  if (target.matches(OF_PICTURES)) target.multiple = !target.closest(".form-group").classList.contains("original");
}, true);

document.addEventListener("change", ({ target }) => {
  if (!target.matches(OF_PICTURES) || target.files.length < 2) return;
  const [first, ...others] = target.files;
  put(target, first);
  for (const file of others) {
    document.querySelector("#pictures-group .add-row").click();
    put([...document.querySelectorAll(OF_PICTURES)].pop(), file);
  }
});
