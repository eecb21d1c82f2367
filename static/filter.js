/* Lists of which a visitor wants a part: what was chosen is kept in the address, where the other languages find it too,
   and how many are left is said. The sides are chosen without script as well (see css/40-photos.css). */

for (const box of document.querySelectorAll("[data-filter]")) {
  const name = box.dataset.filter; // of the query, of the control and of what it asks of each entry
  const controls = [...box.querySelectorAll("input, select")];
  const entries = [...document.querySelectorAll(`main [data-${name}]`)];
  const said = box.querySelector("[role=status]");

  const chosen = () => controls.find((one) => one.checked ?? true)?.value ?? "";
  const choose = (value) => {
    for (const one of controls) {
      if (one.type === "radio") one.checked = one.value === value;
      else if ([...one.options].some((option) => option.value === value)) one.value = value;
    }
  };

  const show = () => {
    const value = chosen();
    for (const entry of entries) entry.hidden = value !== "" && entry.dataset[name] !== value;
    const left = entries.filter((entry) => !entry.hidden).length;
    said.textContent = value && said.dataset.said.replace("{n}", left).replace("{m}", entries.length);
    const query = new URLSearchParams(location.search);
    if (value) query.set(name, value);
    else query.delete(name);
    const kept = String(query) && `?${query}`;
    for (const link of document.querySelectorAll(".languages a")) link.search = kept;
    try {
      history.replaceState(history.state, "", kept || location.pathname);
    } catch {
      // A page from a disk may keep its address as it is.
    }
  };

  // The address says what is chosen, not what a browser remembers of the controls when it shows a page again.
  const begin = () => {
    choose("");
    choose(new URLSearchParams(location.search).get(name) ?? "");
    if (!chosen()) choose("");
    show();
  };
  box.hidden = false;
  box.addEventListener("change", show);
  addEventListener("pageshow", begin);
  begin();
}
