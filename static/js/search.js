// The search bar as a combobox: arrow keys walk through the suggestions, Enter follows one, Escape closes them.
// Without this, and while no suggestion is chosen, it is a plain form.
(() => {
  const input = document.querySelector(".searchbar__input");
  const list = document.querySelector("#suggestions");
  if (!input || !list || input.role === "combobox") return;
  let chosen = -1;
  let left = false;

  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  function choose(place) {
    chosen = place;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    const option = list.children[place];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  }

  list.addEventListener("htmx:afterSwap", () => show(!left && list.children.length > 0 && input.value.trim() !== ""));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("focus", () => { left = false; });
  input.addEventListener("blur", () => { left = true; show(false); });
  input.addEventListener("input", () => { if (!input.value.trim()) show(false); });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
      event.preventDefault();
      if (list.hidden) return show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = chosen + step;
      choose(next > last ? -1 : next < -1 ? last : next);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      list.children[chosen].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
})();
