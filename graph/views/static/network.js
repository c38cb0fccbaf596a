// The drawing: takes the places, shapes and strokes that the server computed, adds colour for light or dark, and
// ties drawing, legend, panel and table together. What is chosen is kept in the address after "#".
(() => {
  "use strict";
  const source = document.getElementById("kn-network");
  const stage = document.getElementById("kn-canvas");
  if (!source || !stage || !window.vis) return;
  const data = JSON.parse(source.textContent);
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  let side = darkness.matches ? 1 : 0;
  let chosen = null;
  let moved = false;
  let grown = 1, thick = 1; // things and lines grow as the view recedes, so that they stay legible

  // Keys are prefixed: an id such as "__proto__" must not reach an object's own slots.
  const nodes = data.nodes.map((item, place) => ({
    key: `n:${item.id}`, item, detail: data.nodeDetail[place], size: item.size, lines: item.label.split("\n"), hidden: false,
  }));
  const edges = data.edges.map((item, place) => ({
    key: `e:${item.id}`, item, detail: data.edgeDetail[place], hidden: false,
    short: "",
  }));
  const nodeOf = new Map(nodes.map((node) => [node.detail.id, node]));
  const edgeOf = new Map(edges.map((edge) => [edge.detail.id, edge]));
  for (const edge of edges) {
    const ends = [edge.detail.source, edge.detail.target].map((id) => nodeOf.get(id).detail.label);
    const { label } = edge.detail;
    // The line of a party to an agreement that is drawn as a thing would only repeat the thing's name.
    if (!ends.includes(label)) edge.short = label.length > 44 ? `${label.slice(0, 43)}…` : label;
  }
  for (const node of nodes) {
    if (node.detail.kind === "state") node.lines = node.detail.label === node.detail.code ? [""] : [node.detail.label];
    node.edges = edges.filter((edge) => edge.detail.source === node.detail.id || edge.detail.target === node.detail.id);
    node.rank = (node.detail.focus ? 1000 : 0) + node.edges.length;
  }

  const hue = (layer) => data.hues[layer][side];
  const tone = () => ({ paper: data.paper[side], ink: data.ink[side], faint: side ? "#a9adb4" : "#565b63", solid: side ? "#c3c6cb" : "#4a515b" });
  const isChosen = (thing) => chosen === thing;
  function near(thing) {
    if (!chosen || isChosen(thing)) return true;
    if (thing.edges && chosen.edges) return chosen.edges.some((edge) => thing.edges.includes(edge));
    return thing.edges ? thing.edges.includes(chosen) : Boolean(chosen.edges) && chosen.edges.includes(thing);
  }

  function drawNode(node) {
    const { ink, solid } = tone();
    const fill = node.detail.hue ? hue(node.detail.hue) : node.detail.focus ? ink : solid;
    const color = { background: fill, border: isChosen(node) ? (side ? "#ffb84d" : "#b3261e") : fill };
    return {
      id: node.key, x: node.x, y: node.y, shape: node.item.shape, size: node.size, title: node.item.title, label: undefined,
      hidden: node.hidden, opacity: near(node) ? 1 : 0.28, borderWidth: (isChosen(node) ? 4 : 1) * grown, borderWidthSelected: 4 * grown,
      color: { ...color, highlight: color, hover: { ...color, background: ink } },
    };
  }

  function drawEdge(edge) {
    const color = hue(edge.detail.layer);
    return {
      ...edge.item, id: edge.key, from: `n:${edge.item.from}`, to: `n:${edge.item.to}`, hidden: edge.hidden,
      width: (isChosen(edge) ? 4.5 : 2) * thick, color: { color, highlight: color, hover: color, opacity: near(edge) ? 1 : 0.22 },
    };
  }

  const nodeSet = new window.vis.DataSet([]);
  const edgeSet = new window.vis.DataSet([]);
  const network = new window.vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, data.options);

  function place() {
    // A high, narrow screen shows the same picture turned on its side.
    const turned = stage.clientHeight > stage.clientWidth * 1.1;
    for (const node of nodes) [node.x, node.y] = turned ? [node.item.y, node.item.x] : [node.item.x, node.item.y];
  }
  function paint() {
    const scale = network.getScale();
    grown = Math.min(Math.max(0.95 / scale, 1), 2);
    thick = Math.min(Math.max(1 / scale, 0.6), 2);
    for (const node of nodes) node.size = node.item.size * grown;
    nodeSet.update(nodes.map(drawNode));
    edgeSet.update(edges.map(drawEdge));
  }
  function fit() {
    const shown = nodes.filter((node) => !node.hidden).map((node) => node.key);
    network.fit({ nodes: shown, animation: false, maxZoomLevel: 1.5 });
    network.moveTo({ scale: network.getScale() * 0.92, animation: false });
    moved = false;
    paint();
  }

  const draw = window.kaname.labels({
    face: data.options.nodes.font.face, tone, scale: () => network.getScale(), places: () => network.getPositions(),
    nodes: () => nodes.filter((node) => !node.hidden).map((node) => Object.assign(node, { chosen: isChosen(node), near: near(node) })),
    edges: () => edges.filter((edge) => !edge.hidden && near(edge)).map((edge) => Object.assign(edge, {
      chosen: isChosen(edge), color: () => hue(edge.detail.layer),
      middle: () => { const line = network.body.edges[edge.key]; return line && line.connected ? line.edgeType.getPoint(0.5) : null; },
    })).sort((a, b) => b.chosen - a.chosen),
  });
  network.on("afterDrawing", draw);

  function choose(wanted) {
    chosen = wanted === null ? null : (wanted.edge !== undefined ? edgeOf.get(wanted.edge) : nodeOf.get(wanted.node)) || null;
    paint();
    if (!chosen) panel.clear();
    else if (chosen.edges) panel.node(chosen.detail, chosen.edges.filter((edge) => !edge.hidden).map((edge) => edge.detail));
    else panel.edge(chosen.detail);
    twin.mark(chosen && !chosen.edges ? chosen.detail.id : null);
    const mark = chosen ? `#${chosen.edges ? "thing" : "relation"}=${encodeURIComponent(chosen.detail.id)}` : "";
    window.history.replaceState(null, "", mark || window.location.pathname + window.location.search);
  }
  const panel = window.kaname.panel(data, choose);
  const twin = window.kaname.twin(choose);

  function filterByLegend() {
    const off = { layer: new Set(), status: new Set(), kind: new Set() };
    for (const box of document.querySelectorAll(".legend input:not(:checked)")) off[box.dataset.group].add(box.value);
    for (const node of nodes) node.hidden = off.kind.has(node.detail.kind);
    for (const edge of edges) {
      const ends = [nodeOf.get(edge.detail.source), nodeOf.get(edge.detail.target)];
      edge.hidden = off.layer.has(edge.detail.layer) || off.status.has(edge.detail.status) || ends.some((end) => end.hidden);
    }
    for (const node of nodes) {
      const alone = node.edges.length > 0 && node.edges.every((edge) => edge.hidden);
      node.hidden = node.hidden || (alone && !node.detail.focus);
    }
    if (chosen && chosen.hidden) choose(null); else paint();
    twin.show((id) => !edgeOf.get(id).hidden);
  }
  for (const box of document.querySelectorAll(".legend input")) box.addEventListener("change", filterByLegend);

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.08), 6), animation: false });
    moved = true;
    paint();
  }
  const acts = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit };
  for (const button of document.querySelectorAll(".tools [data-act]")) button.addEventListener("click", acts[button.dataset.act]);

  function step(by) {
    const shown = edges.filter((edge) => !edge.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    choose({ edge: shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length].detail.id });
  }
  function pan(x, y) {
    const at = network.getViewPosition(), by = 60 / network.getScale();
    network.moveTo({ position: { x: at.x + x * by, y: at.y + y * by }, animation: false });
    moved = true;
  }
  const keys = {
    n: () => step(1), p: () => step(-1), Escape: () => choose(null), "+": acts.in, "=": acts.in, "-": acts.out, 0: fit,
    ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    keys[event.key]();
    event.preventDefault();
  });
  // The wheel scrolls the page until the drawing has the focus; then it zooms.
  stage.addEventListener("focus", () => network.setOptions({ interaction: { zoomView: true } }));
  stage.addEventListener("blur", () => network.setOptions({ interaction: { zoomView: false } }));

  network.on("click", (event) => {
    stage.focus({ preventScroll: true });
    if (event.nodes.length) choose({ node: event.nodes[0].slice(2) });
    else if (event.edges.length) choose({ edge: event.edges[0].slice(2) });
    else choose(null);
  });
  network.on("dragEnd", () => { moved = true; });
  network.on("zoom", () => { moved = true; window.requestAnimationFrame(paint); });
  network.on("hoverNode", () => { stage.classList.add("pointing"); });
  network.on("blurNode", () => { stage.classList.remove("pointing"); });
  network.on("hoverEdge", () => { stage.classList.add("pointing"); });
  network.on("blurEdge", () => { stage.classList.remove("pointing"); });

  function retone(next) {
    side = next;
    paint();
    network.redraw();
  }
  darkness.addEventListener("change", (event) => retone(event.matches ? 1 : 0));
  window.addEventListener("beforeprint", () => retone(0));
  window.addEventListener("afterprint", () => retone(darkness.matches ? 1 : 0));
  new ResizeObserver(() => {
    if (moved) return;
    place();
    paint();
    fit();
  }).observe(stage);

  place();
  paint();
  fit();
  document.querySelector(".tools").hidden = false;
  const [what, id] = window.location.hash.slice(1).split("=");
  if (id && (what === "relation" || what === "thing")) choose(what === "relation" ? { edge: decodeURIComponent(id) } : { node: decodeURIComponent(id) });
  window.kaname.network = network;
  document.documentElement.dataset.drawn = "yes";
})();
