// What the address holds: before "#" what the server draws, after it what the reader looks at. Every step of a reader
// is a step of the history, so that undo is going back, and a copied link shows the same picture.
(() => {
  "use strict";
  const LISTS = { open: ",", hide: ",", pin: ",", apart: "," };

  const readable = (text) => text.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7E", "~").replaceAll("%2F", "/");
  const depth = () => (window.history.state && window.history.state.depth) || 0;
  const view = () => new URLSearchParams(window.location.hash.slice(1));

  function address(query, hash) {
    const asked = readable(query.toString()), seen = readable(hash.toString());
    return window.location.pathname + (asked ? `?${asked}` : "") + (seen ? `#${seen}` : "");
  }
  function changed(params, change) {
    for (const [name, value] of Object.entries(change)) if (value) params.set(name, value); else params.delete(name);
    return params;
  }

  // Looks: nothing is fetched. `look` replaces the entry of the history, `step` adds one that undo takes back.
  function look(change) {
    const to = address(new URLSearchParams(window.location.search), changed(view(), change));
    window.history.replaceState({ depth: depth() }, "", to);
  }
  function step(change) {
    const to = address(new URLSearchParams(window.location.search), changed(view(), change));
    window.history.pushState({ depth: depth() + 1 }, "", to);
  }
  // Questions: the server draws anew.
  function ask(change) {
    const to = address(changed(new URLSearchParams(window.location.search), change), view());
    if (window.kaname.go) window.kaname.go(to); else window.location.assign(to);
  }

  const listed = (name) => (new URLSearchParams(window.location.search).get(name) || "").split(LISTS[name]).filter(Boolean);
  const head = (entry) => entry.split(/[*:](?=-?\d)/)[0];
  function put(name, key, entry) {
    const rest = listed(name).filter((other) => head(other) !== key);
    ask({ [name]: [...rest, ...(entry ? [entry] : [])].join(LISTS[name]) });
  }

  window.kaname = Object.assign(window.kaname || {}, {
    link: { view, look, step, ask, listed, put, depth, undo: () => { if (depth() > 0) window.history.back(); } },
  });
})();
