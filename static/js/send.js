// Choosing a gift's words and cover: the box above shows them at once, an occasion shows what suits it, a suggestion fills the
// field. Without this the links ask the server for the same.
(() => {
  const form = document.getElementById("send");
  const field = form.elements.greeting;
  const count = form.querySelector(".greet__count");
  const most = field.maxLength;
  const shown = document.querySelector(".preview__greeting");
  const front = document.querySelector(".preview .box__front");

  function show() {
    const words = field.value.trim().replace(/\s+/g, " ");
    shown.textContent = words || field.placeholder;
    count.textContent = `${[...field.value].length}/${most}`;
    count.classList.toggle("greet__count_full", [...field.value].length >= most);
  }

  function take(cover) {
    cover.checked = true;
    front.src = cover.closest("label").querySelector("img").src;
  }

  function choose(occasion) {
    form.querySelectorAll(".chips__item").forEach((chip) => {
      if (chip.dataset.occasion === occasion) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    });
    form.querySelectorAll(".greet__words").forEach((list) => (list.hidden = list.dataset.occasion !== occasion));
    const covers = [...form.querySelectorAll(".covers__item")];
    covers.forEach((label) => (label.hidden = Boolean(occasion && label.dataset.occasion && label.dataset.occasion !== occasion)));
    const fitting = covers.find((label) => occasion && label.dataset.occasion === occasion);
    if (fitting) take(fitting.querySelector("input"));
    const address = new URL(location);
    if (occasion) address.searchParams.set("occasion", occasion);
    else address.searchParams.delete("occasion");
    address.searchParams.delete("words");
    history.replaceState(null, "", address);
  }

  function fill(link) {
    field.value = link.textContent;
    show();
    const said = document.getElementById("greet-said");
    said.textContent = `${said.dataset.words}: ${link.textContent}`;
  }

  form.addEventListener("click", (event) => {
    const chip = event.target.closest(".chips__item");
    const words = event.target.closest(".greet__words a");
    if ((!chip && !words) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (chip) choose(chip.dataset.occasion);
    else fill(words);
  });
  form.addEventListener("change", (event) => event.target.name === "cover" && take(event.target));
  field.addEventListener("input", show);
  // A greeting is one line: Enter ends it.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    field.blur();
  });
  form.querySelector(".chips [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
