// Small comforts of every page: the day control acts at once, "t" is today, search offers names as one types, and
// another state of the same page takes its place without a reload.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  let shown = window.location.pathname + window.location.search;
  let turn = 0;

  // Puts the body of another address of this page in place of what is shown; anything else is a plain visit.
  async function swap(to, push) {
    const mine = ++turn;
    document.documentElement.setAttribute("aria-busy", "true");
    const answer = await fetch(to.pathname + to.search, { headers: { Accept: "text/html" } });
    const landed = new URL(answer.url); // a form may lead on to the address that keeps its outcome
    const address = landed.pathname + landed.search;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return;
    const height = window.scrollY, focus = document.activeElement && document.activeElement.id;
    const depth = (window.history.state && window.history.state.depth) || 0;
    if (push) window.history.pushState({ depth: depth + 1 }, "", address + to.hash);
    shown = address;
    document.title = next.title;
    document.body.replaceWith(document.adoptNode(next.body));
    delete document.documentElement.dataset.drawn;
    furnish();
    if (window.kaname && window.kaname.tables) window.kaname.tables();
    if (window.kaname && window.kaname.start) window.kaname.start();
    window.scrollTo(0, height);
    const again = focus && document.getElementById(focus);
    if (again) again.focus({ preventScroll: true });
    document.documentElement.removeAttribute("aria-busy");
  }
  function go(address) {
    const to = new URL(address, window.location.href);
    if (!to.hash) to.hash = window.location.hash;
    if (to.origin !== window.location.origin || to.pathname !== window.location.pathname) { window.location.assign(to); return; }
    swap(to, true).catch(() => window.location.assign(to));
  }
  window.kaname = Object.assign(window.kaname || {}, { go, shown: () => new URL(shown, window.location.href).search });
  window.addEventListener("popstate", () => {
    const to = new URL(window.location.href);
    if (to.pathname + to.search !== shown) swap(to, false).catch(() => window.location.reload());
  });

  // Links and forms that lead to another state of this page; with a modifier key they open as usual.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[rel~=nofollow][href^='/'], .chips a.drop");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (new URL(link.href).pathname !== window.location.pathname) return;
    event.preventDefault();
    go(link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "get" || new URL(form.action).pathname !== window.location.pathname || form.matches(".search, .ask")) return;
    event.preventDefault();
    const asked = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    go(`${window.location.pathname}?${asked}`);
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select");
    const today = document.querySelector("a.today");
    if (event.key === "t" && today && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) today.click();
  });
  document.addEventListener("click", (event) => {
    for (const form of document.querySelectorAll("form.search")) if (!form.contains(event.target)) form.querySelector(".found").hidden = true;
  });

  function furnish() {
    const day = document.getElementById("as-of");
    if (day) {
      let typed = false;
      day.addEventListener("keydown", () => { typed = true; });
      day.addEventListener("change", () => { if (!typed && day.value) day.form.requestSubmit(); });
      day.addEventListener("blur", () => { if (typed && day.value && day.value !== day.defaultValue) day.form.requestSubmit(); });
    }
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
      const visit = (tick) => {
        const to = new URL(window.location.href);
        to.searchParams.set("asOf", tick.day);
        go(to.href);
      };
      range.hidden = false;
      let goal = null;
      range.addEventListener("input", () => { goal = nearest(Number(range.value)); tell(goal); });
      range.addEventListener("change", () => { if (goal && goal.at !== shownAt) visit(goal); });
      range.addEventListener("keydown", (event) => {
        const back = ["ArrowLeft", "ArrowDown"].includes(event.key);
        if (!back && !["ArrowRight", "ArrowUp"].includes(event.key)) return;
        event.preventDefault();
        const rest = ticks.filter((tick) => (back ? tick.at < shownAt : tick.at > shownAt));
        if (rest.length) visit(back ? rest[rest.length - 1] : rest[0]);
      });
    }

    for (const form of document.querySelectorAll("form.search")) listen(form);
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
        said.textContent = items.length ? "" : form.dataset.none.replace("{}", () => wanted);
      } catch {
        if (mine === turn) said.textContent = form.dataset.fault;
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
  }
  furnish();
})();
