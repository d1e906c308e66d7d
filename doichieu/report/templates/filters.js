
"use strict";
(() => {
  document.querySelectorAll(".page .scroll").forEach((part) => {
    const mark = part.querySelector(".p-doubt") || part.querySelector(".p-operand");
    if (mark && part.scrollWidth > part.clientWidth) {
      // A page of a paper is wider than a telephone: what is in doubt comes into sight first.
      const at = mark.getBoundingClientRect();
      part.scrollLeft = at.left + at.width / 2 - part.getBoundingClientRect().left - part.clientWidth / 2;
    }
  });
  const box = document.getElementById("filters");
  if (!box) return;
  const fields = [...box.querySelectorAll("select")];
  const said = box.querySelector("output");
  const reset = box.querySelector("button");
  const items = [...document.querySelectorAll("[data-level]")];
  const cases = items.filter((item) => item.localName === "article");
  const fits = (item) => fields.every((field) => !field.value
    || (item.dataset[field.name] || "").split(" ").includes(field.value));
  const apply = () => {
    const chosen = fields.some((field) => field.value);
    items.forEach((item) => { item.hidden = !fits(item); });
    document.querySelectorAll(".paper, .level-group").forEach((part) => {
      part.hidden = chosen && !part.querySelector("article[data-level]:not([hidden])");
    });
    document.body.classList.toggle("narrowed", chosen);
    said.textContent = said.dataset.form.replace("{shown}", cases.filter((one) => !one.hidden).length)
      .replace("{all}", cases.length);
    reset.disabled = !chosen;
  };
  const clear = () => { fields.forEach((field) => { field.value = ""; }); apply(); };
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    for (let up = target; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    target.scrollIntoView();
  };
  fields.forEach((field) => field.addEventListener("change", apply));
  reset.addEventListener("click", clear);
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", clear);
  box.hidden = false;
  apply();
  reveal();
})();
