// Choosing a variant by its options: shows price and stock of what is chosen, and greys out what goes with nothing else chosen.
// Without this script the same form is sent and the server finds the variant.
(() => {
  for (const form of document.querySelectorAll("[data-options]")) {
    const rows = [...form.querySelectorAll("[data-variant]")].map((row) => ({
      row,
      number: row.dataset.variant,
      values: JSON.parse(row.dataset.values),
      soldOut: "soldOut" in row.dataset,
      noGift: "noGift" in row.dataset,
    }));
    if (!rows.length) continue;
    const groups = [...form.querySelectorAll("fieldset")];
    const byNumber = !form.elements.product;
    const shown = form.querySelector(".options__chosen");
    const buttons = [...document.querySelectorAll(`[form="${form.id}"]`)];

    const chosen = () => groups.map((group) => group.querySelector(":checked")?.value);
    const find = (values) => rows.find((row) => (byNumber ? row.number === values[0] : row.values.every((value, n) => value === values[n])));

    function update() {
      const values = chosen();
      const found = find(values);
      shown.innerHTML = found ? found.row.innerHTML : "";
      if (!found) shown.textContent = shown.dataset.missing;
      for (const button of buttons) button.disabled = !found || found.soldOut || ("gift" in button.dataset && found.noGift);
      if (byNumber) return;
      groups.forEach((group, n) => {
        for (const input of group.querySelectorAll("input")) {
          const other = find(values.with ? values.with(n, input.value) : Object.assign([...values], { [n]: input.value }));
          input.parentElement.classList.toggle("pick_off", !other || other.soldOut);
        }
      });
    }
    form.addEventListener("change", update);
    update();
  }
})();
