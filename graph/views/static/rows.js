// Rows of a table: sorted by a column, copied as CSV. The table under a drawing and the tables of boards share them.
(() => {
  "use strict";
  const FORMULA = /^[=+\-@\t\r]/; // a spreadsheet would run such a cell

  const cellText = (cell) => cell.textContent.trim();

  function csvCell(text) {
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  const csv = (rows) => `${rows.map((row) => [...row.cells].map((cell) => csvCell(cellText(cell))).join(",")).join("\n")}\n`;

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return undefined;
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        const order = (a, b) => cellText(a.cells[column]).localeCompare(cellText(b.cells[column]), "en", { numeric: true });
        rows.sort((a, b) => (down ? order(b, a) : order(a, b)));
        table.tBodies[0].append(...rows);
      });
    });
  }

  window.kaname = Object.assign(window.kaname || {}, { rows: { csv, copy, sortable } });
})();
