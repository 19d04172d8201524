// City and district as lists that follow the province. The table is one kept file; without it, or without scripts, they stay
// fields to type in. A value that the table does not know stays in the list: divisions change.
(() => {
  const kept = {};
  const table = (url) => (kept[url] ??= fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));

  function toSelect(field) {
    if (field.tagName === "SELECT") return field;
    const select = document.createElement("select");
    for (const { name, value } of field.attributes) {
      if (!["type", "value", "maxlength"].includes(name)) select.setAttribute(name, value);
    }
    offer(select, field.value ? [field.value] : [], field.value);
    field.replaceWith(select);
    return select;
  }

  function offer(select, names, value) {
    const unknown = value && !names.includes(value) ? [value] : [];
    const options = [...unknown, ...names].map((name) => new Option(name, name, false, name === value));
    select.replaceChildren(new Option(select.form?.elements.province?.options[0]?.text ?? "–", ""), ...options);
    if (!value && names.length === 1) select.value = names[0];
    select.disabled = !options.length && select.name === "district";
  }

  function start(box) {
    if (box.dataset.ready) return;
    box.dataset.ready = "yes";
    const [province, cityField, districtField] = ["province", "city", "district"].map((name) => box.querySelector(`[name=${name}]`));
    const typed = { city: cityField.value, district: districtField.value };
    table(box.dataset.regions).then((regions) => {
      const city = toSelect(cityField);
      const district = toSelect(districtField);
      const districts = () => regions[province.value]?.[city.value] ?? [];
      const showCities = (value = "") => offer(city, Object.keys(regions[province.value] ?? {}), value);
      const showDistricts = (value = "") => offer(district, districts(), value);
      province.addEventListener("change", () => (showCities(), showDistricts()));
      city.addEventListener("change", () => showDistricts());
      // paste.js sends all three at once.
      box.addEventListener("region", ({ detail }) => {
        province.value = detail.province ?? "";
        showCities(detail.city);
        showDistricts(detail.district);
      });
      showCities(cityField.value || typed.city);
      showDistricts(districtField.value || typed.district);
    }).catch(() => {});
  }

  const startAll = () => document.querySelectorAll("[data-regions]").forEach(start);
  document.addEventListener("DOMContentLoaded", startAll);
  document.addEventListener("htmx:load", startAll);
})();
