// Small comforts of every page: the day control acts at once, "t" is today, and search offers names as one types.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");

  const day = document.getElementById("as-of");
  if (day) {
    let typed = false;
    day.addEventListener("keydown", () => { typed = true; });
    day.addEventListener("change", () => { if (!typed && day.value) day.form.requestSubmit(); });
    day.addEventListener("blur", () => { if (typed && day.value && day.value !== day.defaultValue) day.form.requestSubmit(); });
  }
  const today = document.querySelector("a.today");
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select");
    if (event.key === "t" && today && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) today.click();
  });
  for (const place of document.querySelectorAll("[data-here]")) place.textContent = window.location.origin + place.textContent;

  // The slider moves over days and comes to rest on a day on which something changed.
  const range = document.querySelector(".rail input");
  if (range) {
    const start = Date.parse(range.dataset.first);
    const said = document.querySelector(".years output");
    const needle = document.querySelector(".rail .here");
    const ticks = [...document.querySelectorAll(".ticks li")].map((item) => ({
      day: item.dataset.day, at: Math.round((Date.parse(item.dataset.day) - start) / 864e5), label: item.textContent,
    }));
    const shownAt = Number(range.value);
    const nearest = (value) => ticks.reduce((best, tick) => (Math.abs(tick.at - value) < Math.abs(best.at - value) ? tick : best));
    const tell = (tick) => {
      const x = `${(100 * tick.at) / Math.max(Number(range.max), 1)}%`;
      needle.setAttribute("x1", x);
      needle.setAttribute("x2", x);
      said.textContent = tick.label ? `${tick.day} · ${tick.label}` : tick.day;
      range.setAttribute("aria-valuetext", said.textContent);
    };
    const go = (tick) => {
      const to = new URL(window.location.href);
      to.searchParams.set("asOf", tick.day);
      window.location.assign(to);
    };
    range.hidden = false;
    let goal = null;
    range.addEventListener("input", () => { goal = nearest(Number(range.value)); tell(goal); });
    range.addEventListener("change", () => { if (goal && goal.at !== shownAt) go(goal); });
    range.addEventListener("keydown", (event) => {
      const back = ["ArrowLeft", "ArrowDown"].includes(event.key);
      if (!back && !["ArrowRight", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const rest = ticks.filter((tick) => (back ? tick.at < shownAt : tick.at > shownAt));
      if (rest.length) go(back ? rest[rest.length - 1] : rest[0]);
    });
  }

  function listen(form) {
    const input = form.querySelector("input[type=search]");
    const list = form.querySelector(".found");
    const said = form.querySelector(".said");
    let turn = 0;

    const href = (id) => form.dataset.before + encodeURIComponent(id) + form.dataset.after;
    function entry(item) {
      const link = document.createElement("a");
      link.href = href(item.id);
      const name = document.createElement("span");
      name.textContent = item.label;
      const type = document.createElement("span");
      type.className = "about";
      type.textContent = item.type || "";
      link.append(name, type);
      const line = document.createElement("li");
      line.append(link);
      return line;
    }
    async function find() {
      const mine = ++turn;
      const wanted = input.value.trim();
      if (!wanted) { list.hidden = true; said.textContent = ""; return; }
      try {
        const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(wanted)}&limit=8`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(`${answer.status}`);
        const { items } = await answer.json();
        if (mine !== turn) return;
        list.replaceChildren(...items.map(entry));
        list.hidden = items.length === 0;
        said.textContent = items.length ? "" : `Nothing is called “${wanted}”. Try a code (JPN), another spelling or the Japanese name.`;
      } catch {
        if (mine === turn) said.textContent = "The search did not answer. Try again in a moment.";
      }
    }
    let wait = 0;
    input.addEventListener("input", () => { window.clearTimeout(wait); wait = window.setTimeout(find, 120); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      window.clearTimeout(wait);
      await find();
      const first = list.querySelector("a");
      if (first && !list.hidden) first.click();
    });
    form.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { list.hidden = true; input.focus(); return; }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || list.hidden || !links.length) return;
      event.preventDefault();
      if (at + step < 0) input.focus(); else (links[Math.min(at + step, links.length - 1)]).focus();
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) list.hidden = true; });
  }
  for (const form of document.querySelectorAll("form.search")) listen(form);
})();
