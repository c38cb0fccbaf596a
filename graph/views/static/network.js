// Ties drawing, legend, panel and table together, and answers mouse and keys.
(() => {
  "use strict";
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  let ended = new AbortController();

  function start() {
    ended.abort();
    ended = new AbortController();
    const listen = { signal: ended.signal };
    const source = document.getElementById("kn-network"), stage = document.getElementById("kn-canvas");
    if (!source || !stage || !window.vis) return;
    const data = JSON.parse(source.textContent);
    const { link } = window.kaname;
    let side = darkness.matches ? 1 : 0;
    let chosen = null;
    const drawing = window.kaname.drawing(data, stage, () => side, () => chosen);
    const { network, nodeOf, edgeOf, lineOf, state } = drawing;
    const served = Boolean(data.links);

    function find(wanted) {
      if (!wanted) return null;
      if (wanted.edge !== undefined) return edgeOf.get(wanted.edge) || null;
      if (wanted.line !== undefined) { const line = lineOf.get(wanted.line); return line && !line.bundle ? line.members[0] : line || null; }
      return nodeOf.get(wanted.node) || null;
    }
    function show(wanted) {
      chosen = find(wanted);
      drawing.paint();
      if (!chosen) panel.clear();
      else if (chosen.edges) panel.node(chosen.detail, chosen.edges.filter((edge) => !edge.hidden).map((edge) => edge.detail));
      else if (chosen.members) panel.bundle(chosen, chosen.members.filter((edge) => !edge.hidden).map((edge) => edge.detail));
      else panel.edge(chosen.detail);
      twin.mark(chosen && !chosen.edges && !chosen.members ? chosen.detail.id : null);
    }
    function choose(wanted) {
      show(wanted);
      const name = (which) => (chosen && which === (chosen.edges ? "thing" : chosen.members ? "bundle" : "relation") ? (chosen.id || chosen.detail.id) : "");
      link.look({ relation: name("relation"), thing: name("thing"), bundle: name("bundle") });
    }
    function readView() {
      legend.restore();
      legend.apply();
      const view = link.view();
      show(view.has("relation") ? { edge: view.get("relation") } : view.has("thing") ? { node: view.get("thing") } : view.has("bundle") ? { line: view.get("bundle") } : null);
    }

    const acts = served ? window.kaname.acts(data, drawing, () => chosen) : {};
    const panel = window.kaname.panel(data, choose, acts);
    const twin = window.kaname.twin(choose);
    const legend = window.kaname.legend(drawing, () => {
      if (chosen && chosen.hidden) choose(null); else drawing.paint();
      twin.show((id) => !edgeOf.get(id).hidden);
    });
    window.kaname.saving(data, drawing, legend);

    const tools = { in: () => drawing.zoom(1.3), out: () => drawing.zoom(1 / 1.3), fit: drawing.fit, undo: link.undo };
    for (const button of document.querySelectorAll(".tools [data-act]")) button.addEventListener("click", tools[button.dataset.act]);

    function next(all, by, name) {
      const shown = all.filter((thing) => !thing.hidden);
      if (!shown.length) return;
      const at = shown.indexOf(chosen);
      choose({ [name]: shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length].detail.id });
    }
    function push(x, y) {
      if (chosen && chosen.edges && acts.move) acts.move(chosen, chosen.x + 24 * x, chosen.y + 24 * y);
    }
    const keys = {
      n: () => next(drawing.edges, 1, "edge"), p: () => next(drawing.edges, -1, "edge"),
      "]": () => next(drawing.nodes, 1, "node"), "[": () => next(drawing.nodes, -1, "node"),
      e: () => acts.expand && acts.expand(), c: () => acts.collapse && acts.collapse(), x: () => acts.hide && acts.hide(),
      f: () => acts.pin && acts.pin(), u: link.undo, Escape: () => choose(null), "+": tools.in, "=": tools.in, "-": tools.out, 0: drawing.fit,
      ArrowLeft: (hard) => (hard ? push(-1, 0) : drawing.pan(-1, 0)), ArrowRight: (hard) => (hard ? push(1, 0) : drawing.pan(1, 0)),
      ArrowUp: (hard) => (hard ? push(0, -1) : drawing.pan(0, -1)), ArrowDown: (hard) => (hard ? push(0, 1) : drawing.pan(0, 1)),
    };
    stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      keys[event.key](event.shiftKey);
      event.preventDefault();
    });
    // The wheel scrolls the page until the drawing has the focus; then it zooms.
    stage.addEventListener("focus", () => network.setOptions({ interaction: { zoomView: true } }));
    stage.addEventListener("blur", () => network.setOptions({ interaction: { zoomView: false } }));

    network.on("click", (event) => {
      stage.focus({ preventScroll: true });
      if (event.nodes.length) choose({ node: event.nodes[0].slice(2) });
      else if (event.edges.length) choose({ line: event.edges[0].slice(2) });
      else choose(null);
    });
    network.on("doubleClick", (event) => { if (event.nodes.length && acts.expand) acts.expand(); });
    network.on("dragEnd", (event) => {
      if (!event.nodes.length) { state.moved = true; return; }
      const node = nodeOf.get(event.nodes[0].slice(2)), at = network.getPositions([event.nodes[0]])[event.nodes[0]];
      if (acts.move) acts.move(node, at.x, at.y); else [node.x, node.y] = [at.x, at.y];
    });
    network.on("zoom", () => { state.moved = true; window.requestAnimationFrame(drawing.paint); });
    for (const [event, on] of [["hoverNode", true], ["blurNode", false], ["hoverEdge", true], ["blurEdge", false]]) {
      network.on(event, () => { stage.classList.toggle("pointing", on); });
    }

    function retone(tone) {
      side = tone;
      drawing.paint();
      network.redraw();
    }
    darkness.addEventListener("change", (event) => retone(event.matches ? 1 : 0), listen);
    window.addEventListener("beforeprint", () => retone(0), listen);
    window.addEventListener("afterprint", () => retone(darkness.matches ? 1 : 0), listen);
    window.addEventListener("popstate", readView, listen);
    const watcher = new ResizeObserver(() => {
      if (state.moved) return;
      drawing.place();
      drawing.paint();
      drawing.fit();
    });
    watcher.observe(stage);
    ended.signal.addEventListener("abort", () => { watcher.disconnect(); network.destroy(); });

    drawing.place();
    drawing.paint();
    drawing.fit();
    window.kaname.network = network;
    document.querySelector(".tools").hidden = false;
    for (const button of document.querySelectorAll(".tools [data-act=undo]")) button.hidden = link.depth() === 0;
    readView();
    document.documentElement.dataset.drawn = "yes";
  }

  window.kaname.start = start;
  start();
})();
