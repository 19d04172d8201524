// The editor of descriptions. What it writes are the tags that shops/fields.py lets through, and no pictures.
"use strict";

for (const tagName of ["h2", "h3", "h4"]) {
  Trix.config.blockAttributes[`heading${tagName[1]}`] = { tagName, breakOnReturn: true, group: false, terminal: true };
}
Trix.config.blockAttributes.default.tagName = "p";
Trix.config.textAttributes.underlined = {
  tagName: "u",
  inheritable: true,
  parser: (element) => window.getComputedStyle(element).textDecorationLine === "underline" && !element.closest("a"),
};
delete Trix.config.blockAttributes.heading1;
Trix.config.toolbar.getDefaultHTML = () => ""; // it stands in the page

document.addEventListener("trix-file-accept", (event) => event.preventDefault());
document.addEventListener("trix-attachment-add", (event) => event.attachment.remove());

// The editor writes what it has read in its own way; unless somebody typed, what was stored goes back as it is.
document.addEventListener("trix-initialize", ({ target }) => {
  const input = target.inputElement;
  const read = input.value;
  input.form.addEventListener("submit", () => {
    if (input.value === read) input.value = input.dataset.stored;
  });
});

// Its buttons only hear a mouse.
document.addEventListener("click", (event) => {
  const tool = event.detail === 0 && event.target.closest(".editor [data-trix-attribute], .editor [data-trix-action]");
  if (tool) tool.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
});
