// Keys, and cells beside where they were printed. Everything the pages do works without this, with the mouse or Tab.
"use strict";
const all = (what, within = document) => [...within.querySelectorAll(what)];
const one = (what, within = document) => within.querySelector(what);
const typing = (node) => node.matches("input:not([type=radio], [type=checkbox]), textarea, select");

// ---- lists: j and k move, Enter opens what has the focus
const items = () => all("[data-list] > li").map((li) => one("a.row", li) || li);
function step(by) {
  const list = items();
  if (!list.length) return false;
  const at = list.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}
const follow = (what) => { const link = one(what); if (link) link.click(); return Boolean(link); };
function press(what) { const button = one(what); if (button) button.click(); return Boolean(button); }
function write(what, id) {
  const field = one(what);
  if (field) { field.focus(); field.select(); return true; }
  const row = document.activeElement.closest("a.row[href*='/findings/']");
  if (row) { location.href = row.href + id; return true; }
  return false;
}
const keys = {
  j: () => follow("[data-next]") || step(1),
  k: () => follow("[data-prev]") || step(-1),
  a: () => press("[data-accept]") || write("[data-none]", "#by"),
  d: () => write("[data-why]", "#why"),
  c: () => write("[data-value]", "#value"),
  u: () => follow("[data-up]"),
  "/": () => { const field = one("[data-search]"); if (field) { field.focus(); field.select(); } return Boolean(field); },
  "?": () => { one("#help").showModal(); return true; },
};
document.addEventListener("keydown", (event) => {
  const node = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
  if (event.key === "Escape" && typing(node)) { node.blur(); return; }
  if (event.key === "Enter" && node.form && node.form.id === "decide" && node.matches("input:not([type=checkbox])")) {
    event.preventDefault(); // each field has its own button
    const button = { why: "[data-dismiss]", value: "[data-correct]", note: "[data-accept]" }[node.id];
    if (button) press(button); else one("#note").focus();
    return;
  }
  if (typing(node)) return;
  if (cells(event)) { event.preventDefault(); return; }
  if (keys[event.key] && keys[event.key]()) event.preventDefault();
});
all("[data-help]").forEach((button) => button.addEventListener("click", keys["?"]));
all("[data-submit]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
one("[data-dismiss]")?.addEventListener("click", () => { const why = one("[data-why]"); why.required = true; });
one("[data-correct]")?.addEventListener("click", () => { const value = one("[data-value]"); value.required = true; });
one("[data-accept]")?.addEventListener("click", () => all("[data-why], [data-value]").forEach((field) => { field.required = false; }));
one("[data-dismiss]")?.addEventListener("click", () => { one("[data-value]").required = false; });
one("[data-correct]")?.addEventListener("click", () => { one("[data-why]").required = false; });

// ---- a cell and the place where it was printed
function light(key, pair, moved) {
  all(".on", pair).forEach((node) => node.classList.remove("on"));
  if (!key) return;
  all(`[data-box="${CSS.escape(key)}"], [data-cell="${CSS.escape(key)}"]`, pair).forEach((node) => {
    node.classList.add("on");
    const sheet = node.matches("rect") && node.closest(".paper-page");
    if (moved && sheet) {
      const box = node.getBoundingClientRect(), frame = sheet.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) sheet.scrollTop += box.top - frame.top - frame.height / 3;
    }
  });
}
all("[data-pair]").forEach((pair) => {
  const key = (node) => { const found = node.closest?.("[data-cell], [data-box]"); return found && (found.dataset.cell || found.dataset.box); };
  pair.addEventListener("mouseover", (event) => light(key(event.target), pair, Boolean(event.target.closest("[data-cell]"))));
  pair.addEventListener("mouseleave", () => light(null, pair, false));
  pair.addEventListener("focusin", (event) => light(key(event.target), pair, true));
  pair.addEventListener("click", (event) => {
    const box = event.target.closest("[data-box]");
    const cell = box ? one(`td[data-cell="${CSS.escape(box.dataset.box)}"], th[data-cell="${CSS.escape(box.dataset.box)}"]`, pair) : event.target.closest("[data-at]");
    if (!cell || !cell.dataset.at || event.target.closest("a")) return;
    cell.focus();
    cell.scrollIntoView({ block: "nearest" });
    ask(cell, false);
  });
});
async function ask(cell, into) {
  await htmx.ajax("GET", cell.dataset.at, { target: "#cell", swap: "innerHTML" });
  if (into) { const field = one("#cell-text"); field?.focus(); field?.select(); }
}
function cells(event) {
  const cell = document.activeElement.closest?.("[data-grid] [data-at]");
  if (!cell) return false;
  if (event.key === "Enter" && !event.target.closest("a")) { ask(cell, true); return true; }
  const go = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!go) return false;
  const row = cell.parentElement, rows = all("tr", cell.closest("table"));
  const other = go[0] ? rows[rows.indexOf(row) + go[0]]?.children[[...row.children].indexOf(cell)] : row.children[[...row.children].indexOf(cell) + go[1]];
  if (other?.dataset.at) { other.focus(); other.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  return true;
}
all("[data-grid]").forEach((grid) => { const first = one("tbody [data-at]", grid); if (first) first.tabIndex = 0; });
const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named) named.focus();

one(".bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// ---- papers: dropped on the page, read while it waits
const drop = one("[data-drop]");
if (drop) {
  const over = (event, on) => { event.preventDefault(); drop.classList.toggle("over", on); };
  document.addEventListener("dragover", (event) => over(event, true));
  document.addEventListener("dragleave", (event) => over(event, false));
  document.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer.files.length) { one("input[type=file]", drop).files = event.dataTransfer.files; drop.requestSubmit(); }
  });
}
document.addEventListener("paper-done", () => setTimeout(() => { const link = all("[data-job-open]"); if (link.length === 1 && !drop) location.href = link[0].href; }, 400));
