// The table under the drawing: sort, filter, copy, and choose a row as one chooses a line.
(() => {
  "use strict";
  const { csv, copy, sortable } = window.kaname.rows;

  function create(choose) {
    const table = document.getElementById("kn-table");
    if (!table) return { show() {}, mark() {} };
    const rows = [...table.tBodies[0].rows];
    const filter = document.getElementById("kn-filter");
    let drawn = () => true;

    const visible = () => [...table.tBodies[0].rows].filter((row) => !row.hidden);
    const enter = (row) => rows.forEach((other) => { other.tabIndex = other === row ? 0 : -1; });

    function refresh() {
      const wanted = filter.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !drawn(row.dataset.id) || !row.textContent.toLowerCase().includes(wanted);
      const count = visible().length;
      document.getElementById("kn-shown").textContent = count === rows.length ? `${count}` : `${count} of ${rows.length}`;
      if (!visible().some((row) => row.tabIndex === 0)) enter(visible()[0] || rows[0]);
    }

    table.tBodies[0].addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row && !event.target.closest("a")) choose({ edge: row.dataset.id });
    });
    table.tBodies[0].addEventListener("keydown", (event) => {
      const row = event.target.closest("tr");
      if (event.target !== row) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = visible()[visible().indexOf(row) + step];
        if (next) { enter(next); next.focus(); }
      } else if (event.key === "Enter" || event.key === " ") choose({ edge: row.dataset.id });
      else return;
      event.preventDefault();
    });
    filter.addEventListener("input", refresh);
    document.getElementById("kn-copy").addEventListener("click", async () => {
      const shown = visible();
      await copy(csv([table.tHead.rows[0], ...shown]));
      document.getElementById("kn-copied").textContent = `${shown.length} rows copied`;
    });

    sortable(table);
    if (rows.length) enter(rows[0]);
    document.querySelector(".twin-tools").hidden = false;

    return {
      show(test) { drawn = test; refresh(); },
      mark(id) {
        for (const row of rows) {
          if (row.dataset.id === id) { row.setAttribute("aria-current", "true"); enter(row); } else row.removeAttribute("aria-current");
        }
      },
    };
  }

  window.kaname = Object.assign(window.kaname || {}, { twin: create });
})();
