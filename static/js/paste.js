// "Read": sends the pasted text, fills the fields with what was found and says what is missing. Pasting reads by itself.
(() => {
  function fill(box, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = box.querySelector(`[name=${name}]`);
      if (!field) continue;
      field.value = value;
      field.removeAttribute("aria-invalid");
    }
    if (fields.province) box.dispatchEvent(new CustomEvent("region", { detail: fields }));
  }

  async function read(box, button) {
    const said = box.querySelector(".paste__found");
    const text = box.querySelector("[name=pasted]");
    if (!text.value.trim()) return text.focus();
    button.disabled = true;
    try {
      const body = new FormData();
      body.set("pasted", text.value);
      body.set("csrfmiddlewaretoken", text.form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(button.dataset.url, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      const { fields, trouble } = await answer.json();
      fill(box, fields);
      said.textContent = trouble || said.dataset.done;
      said.classList.toggle("paste__found_part", Boolean(trouble));
      const empty = [...box.querySelectorAll("[name=consignee], [name=phone], [name=province], [name=city], [name=detail]")].find((field) => !field.value);
      empty?.focus();
    } catch {
      said.textContent = said.dataset.failed;
      said.classList.add("paste__found_part");
    }
    button.disabled = false;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".paste__button");
    if (!button) return;
    event.preventDefault();
    read(button.closest(".address"), button);
  });
  document.addEventListener("paste", (event) => {
    if (!event.target.matches("[name=pasted]")) return;
    const box = event.target.closest(".address");
    setTimeout(() => read(box, box.querySelector(".paste__button")));
  });
})();
