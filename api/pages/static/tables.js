// Tables of boards: sorted by a column, filtered, copied as CSV; a long one shows its first rows until it is asked for all.
(() => {
  "use strict";
  const TOOLS_FROM = 5, LONG = 200, FIRST = 100;

  function made(tag, text, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(text);
    return element;
  }

  // On a narrow screen a row becomes a short entry, in which each part needs its name.
  function labelled(table) {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, column) => { if (cell.tagName === "TD") cell.dataset.label = heads[column]; });
  }

  function equip(table) {
    const { csv, copy, sortable } = window.kaname.rows;
    const [filter, copying, copied, all] = document.body.dataset.tableWords.split("|");
    const rows = () => [...table.tBodies[0].rows];
    const total = rows().length, section = table.closest("section"), heading = section && section.querySelector("h2");
    if (table.matches(".stack")) labelled(table);
    if (total < TOOLS_FROM || !heading || table.closest(".brief")) return;
    if (table.matches(".stack")) sortable(table);
    let short = total > LONG;
    const input = made("input", "", { type: "search", autocomplete: "off", spellcheck: "false" });
    const more = made("button", all.replace("{}", total.toLocaleString()), { type: "button", class: "more" });
    const button = made("button", copying, { type: "button" }), said = made("span", "", { role: "status" });
    function show() {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows()) {
        const found = row.textContent.toLowerCase().includes(wanted);
        row.hidden = !found || (short && !wanted && shown >= FIRST);
        if (!row.hidden) shown += 1;
      }
      more.hidden = !short || Boolean(wanted);
    }
    input.addEventListener("input", show);
    more.addEventListener("click", () => { short = false; show(); });
    button.addEventListener("click", async () => {
      const wanted = input.value.trim().toLowerCase();
      const chosen = rows().filter((row) => row.textContent.toLowerCase().includes(wanted));
      await copy(csv([table.tHead.rows[0], ...chosen]));
      said.textContent = copied.replace("{}", chosen.length.toLocaleString());
    });
    table.tHead.addEventListener("click", () => window.setTimeout(show));
    const label = made("label", `${filter} `), tools = made("div", label, { class: "twin-tools" });
    label.append(input);
    tools.append(button, said);
    const head = made("div", "", { class: "twin-head" });
    heading.before(head);
    head.append(heading, tools);
    table.parentElement.after(more);
    show();
  }

  function start() { for (const table of document.querySelectorAll("table.stack, table.heat")) equip(table); }
  window.kaname = Object.assign(window.kaname || {}, { tables: start });
  start();
})();
