// The query form: runs on the page and shows rows as a table; without script it still asks and answers with data.
// The editor is YASQE, that of YASGUI; the rows are drawn here, so that names lead to pages and nothing is styled inline.
(() => {
  "use strict";
  const form = document.querySelector("form.ask");
  if (!form) return;
  const field = form.elements.query, said = document.getElementById("said"), place = document.getElementById("result");
  const example = document.getElementById("example"), share = document.getElementById("share");
  const BASE = "https://w3id.org/kaname/";
  const known = JSON.parse(document.getElementById("known").textContent);
  let turn = 0;

  // Loaded before this script; a browser that could not load it keeps the plain field.
  function editor() {
    if (!window.Yasqe) return { get value() { return field.value; }, set value(text) { field.value = text; } };
    // What is offered while one writes comes from here: the editor's own lists would come from other hosts.
    const offered = { prefixes: known.prefixes, class: known.classes, property: known.properties };
    for (const [name, get] of Object.entries(offered)) {
      window.Yasqe.forkAutocompleter(name, { name, get, bulk: true, persistenceId: null, autoShow: name === "prefixes" });
    }
    const place = document.createElement("div");
    place.className = "editor";
    field.before(place);
    field.hidden = true;
    field.required = false;
    const ask = () => { run(); };
    const yasqe = new window.Yasqe(place, {
      value: field.value, persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false,
      autocompleters: ["variables", ...Object.keys(offered)], resizeable: false, requestConfig: { endpoint: "/sparql" },
      // Tab leaves the editor, as it leaves any field; the default would hold whoever has no mouse.
      extraKeys: { ...window.Yasqe.defaults.extraKeys, Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-S": false },
    });
    yasqe.setSize(null, "auto");
    // Long queries scroll inside: by keyboard too.
    yasqe.getScrollerElement().tabIndex = 0;
    yasqe.getInputField().setAttribute("aria-label", form.dataset.label);
    window.kaname = Object.assign(window.kaname || {}, { editor: yasqe });
    return { get value() { return yasqe.getValue(); }, set value(text) { yasqe.setValue(text); } };
  }

  function element(tag, content, attributes) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(content);
    return made;
  }
  function cell(term) {
    if (!term) return element("td", "");
    if (term.type !== "uri") return element("td", term.value, term["xml:lang"] ? { lang: term["xml:lang"] } : {});
    if (term.value.startsWith(BASE)) {
      const id = term.value.slice(BASE.length).replace(/^id\//, "");
      return element("td", element("a", id, { href: `/entity/${id.split("/").map(encodeURIComponent).join("/")}?asOf=${form.elements.asOf.value}` }));
    }
    if (/^https?:\/\//i.test(term.value)) return element("td", element("a", term.value, { href: term.value, rel: "noopener nofollow noreferrer" }));
    return element("td", term.value);
  }
  function table(answer) {
    if (answer.boolean !== undefined) return element("p", String(answer.boolean), { class: "lead" });
    const columns = answer.head.vars;
    const head = element("tr", "");
    head.append(...columns.map((name) => element("th", name, { scope: "col" })));
    const body = document.createElement("tbody");
    body.append(...answer.results.bindings.map((row) => {
      const line = document.createElement("tr");
      line.append(...columns.map((name) => cell(row[name])));
      return line;
    }));
    const made = document.createElement("table");
    made.append(element("thead", head), body);
    return element("div", made, { class: "scroll", tabindex: "0" });
  }
  const fill = (pattern, ...values) => values.reduce((done, value) => done.replace("{}", () => value), pattern);

  // The service refuses a day that a query has no place for.
  const takesDay = () => /\bVALUES\s+[?$]asOf\b/i.test(text.value);

  function save() {
    const asked = new URLSearchParams({ query: text.value, format: form.elements.format.value });
    if (takesDay()) asked.set("asOf", form.elements.asOf.value);
    const link = document.createElement("a");
    link.href = `/sparql?${asked}`;
    link.download = `kaname.${form.elements.format.value}`;
    document.body.append(link);
    link.click();
    link.remove();
  }

  async function run() {
    const mine = ++turn, started = performance.now();
    said.textContent = form.dataset.busy;
    const asked = new URLSearchParams({ query: text.value });
    if (takesDay()) asked.set("asOf", form.elements.asOf.value);
    try {
      const answer = await fetch("/sparql", { method: "POST", body: asked, headers: { Accept: "application/sparql-results+json, text/turtle;q=0.5" } });
      const type = answer.headers.get("content-type") || "";
      const body = await answer.text();
      if (mine !== turn) return;
      place.hidden = false;
      if (!answer.ok) {
        const problem = type.includes("json") ? JSON.parse(body) : { detail: body };
        place.replaceChildren(element("p", problem.detail || problem.title || body, { class: "fault" }));
        said.textContent = "";
        return;
      }
      const found = type.includes("json") ? JSON.parse(body) : null;
      place.replaceChildren(found ? table(found) : element("pre", body, { class: "query", tabindex: "0" }));
      const rows = found && found.results ? found.results.bindings.length : 1;
      said.textContent = fill(form.dataset.rows, rows.toLocaleString(document.documentElement.lang), ((performance.now() - started) / 1000).toFixed(2));
      window.history.replaceState(null, "", link());
    } catch (fault) {
      if (mine === turn) { place.hidden = false; place.replaceChildren(element("p", String(fault), { class: "fault" })); said.textContent = ""; }
    }
  }
  const link = () => `/sparql?${new URLSearchParams({ edit: text.value, asOf: form.elements.asOf.value })}`;

  const text = editor();
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.id === "download") {
      event.preventDefault();
      save();
      return;
    }
    event.preventDefault();
    run();
  });
  form.addEventListener("keydown", (event) => {
    if (event.target === field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  example.hidden = false;
  example.addEventListener("change", () => {
    const chosen = example.selectedOptions[0];
    if (chosen.dataset.query) text.value = chosen.dataset.query;
  });
  share.hidden = false;
  share.addEventListener("click", async () => {
    const address = window.location.origin + link();
    window.history.replaceState(null, "", link());
    if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(address);
    said.textContent = form.dataset.copied;
  });
})();
