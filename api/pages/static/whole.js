// The large picture: thousands of things by WebGL. Places, colours and texts come from the server.
(() => {
  "use strict";
  const stage = document.getElementById("whole"), said = document.getElementById("whole-said");
  if (!stage || !window.Sigma || !window.graphology) return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const panel = document.getElementById("whole-panel"), day = new URLSearchParams(stage.dataset.from.split("?")[1]).get("asOf");
  const [page, explore, opening, relations] = stage.dataset.words.split("|");
  const INK = dark ? "#e9e7e1" : "#1d2127", OTHER = dark ? "#8f959e" : "#7d848e", FAINT = dark ? "#2b3038" : "#e6e2d8";

  function element(tag, text, attributes) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(text);
    return made;
  }

  function build(data) {
    const graph = new window.graphology.MultiGraph();
    // The busiest first: a name that would lie on another's is left out, and the busier one keeps its own.
    const order = data.points.map((_, place) => place).sort((a, b) => data.points[b][6] - data.points[a][6] || data.points[b][5] - data.points[a][5]);
    for (const place of order) {
      const [id, label, kind, x, y, degree, count] = data.points[place];
      const main = count > 1 || data.kinds[kind] === data.kinds[0];
      const size = count > 1 ? 6 + 2.2 * Math.log2(count) : 1.6 + 0.9 * Math.log2(1 + degree);
      graph.addNode(place, { forceLabel: count > 1 || (data.points.length < 1500 && main && degree > 5), x, y: -y, label: count > 1 ? `${label} (${count})` : label, size, color: main ? INK : OTHER, id, kind, count, degree });
    }
    data.lines.forEach(([a, b, layer, count]) => {
      graph.addEdge(a, b, { size: Math.min(0.6 + 0.7 * Math.log2(count), 6), color: `${data.layers[layer][dark ? 3 : 2]}b0`, layer, count });
    });
    return graph;
  }

  function start(data) {
    const graph = build(data);
    const off = new Set();
    let chosen = null, near = new Set();
    let written = [];
    const renderer = new window.Sigma(graph, stage, {
      defaultDrawNodeLabel: (context, node, settings) => {
        if (!node.label) return;
        context.font = `${settings.labelSize}px ${settings.labelFont}`;
        const x = node.x + node.size + 3, y = node.y + settings.labelSize / 3, wide = context.measureText(node.label).width;
        const box = { left: x, right: x + wide, top: y - settings.labelSize, bottom: y + 3 };
        if (written.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) return;
        written.push(box);
        context.lineWidth = 3;
        context.lineJoin = "round";
        context.strokeStyle = dark ? "#191d23" : "#fffefb";
        context.strokeText(node.label, x, y);
        context.fillStyle = settings.labelColor.color;
        context.fillText(node.label, x, y);
      },
      renderEdgeLabels: false, allowInvalidContainer: true, labelDensity: 0.4, labelGridCellSize: 90, labelRenderedSizeThreshold: 7, zIndex: false, hideEdgesOnMove: graph.size > 8000,
      labelColor: { color: dark ? "#e9e7e1" : "#1d2127" }, labelFont: getComputedStyle(document.body).fontFamily, minCameraRatio: 0.02, maxCameraRatio: 3,
      nodeReducer: (node, seen) => (chosen !== null && !near.has(node) ? { ...seen, color: FAINT, label: null } : seen),
      edgeReducer: (edge, seen) => {
        if (off.has(seen.layer)) return { ...seen, hidden: true };
        return chosen !== null && !graph.hasExtremity(edge, chosen) ? { ...seen, hidden: true } : seen;
      },
    });

    renderer.on("beforeRender", () => { written = []; });

    function choose(node) {
      chosen = node;
      near = node === null ? new Set() : new Set([node, ...graph.neighbors(node)]);
      panel.hidden = node === null;
      if (node !== null) {
        const { id, label, kind, degree, count } = graph.getNodeAttributes(node);
        const links = element("p", "", { class: "links" });
        if (count > 1) {
          const to = new URL(window.location.href);
          to.searchParams.set("group", "yes");
          to.searchParams.set("open", [to.searchParams.get("open"), id.slice(6)].filter(Boolean).join(","));
          links.append(element("a", opening, { href: to.pathname + to.search }));
        } else {
          links.append(element("a", page, { href: `/entity/${encodeURIComponent(id)}?asOf=${day}` }), element("a", explore, { href: `/explore?focus=${encodeURIComponent(id)}&asOf=${day}` }));
        }
        panel.replaceChildren(element("p", data.kinds[kind], { class: "kicker" }), element("h2", label), element("p", `${degree} ${relations}`), links);
      }
      renderer.refresh({ skipIndexation: true });
    }
    renderer.on("clickNode", ({ node }) => choose(node));
    renderer.on("clickStage", () => choose(null));

    const layers = document.getElementById("whole-layers"), counts = new Map();
    graph.forEachEdge((_, { layer, count }) => counts.set(layer, (counts.get(layer) || 0) + count));
    data.layers.forEach(([key, label], layer) => {
      if (!counts.has(layer)) return;
      const line = element("label", "", { class: `layer-${key}` }), box = element("input", "", { type: "checkbox" });
      box.checked = true;
      box.addEventListener("change", () => { if (box.checked) off.delete(layer); else off.add(layer); renderer.refresh({ skipIndexation: true }); });
      line.append(box, element("span", "", { class: "swatch" }), element("span", label, { class: "name" }), element("span", String(counts.get(layer)), { class: "count" }));
      layers.append(line);
    });

    const camera = renderer.getCamera();
    function show(node) {
      const at = renderer.getNodeDisplayData(node);
      camera.setState({ x: at.x, y: at.y, ratio: 0.25 });
      choose(node);
    }
    document.getElementById("whole-find").addEventListener("change", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      const found = wanted && graph.findNode((_, { id, label }) => id === wanted || label.toLowerCase().includes(wanted));
      if (found) show(found);
    });
    document.querySelector(".legend").addEventListener("submit", (event) => event.preventDefault());
    const busy = graph.nodes().sort((a, b) => graph.getNodeAttribute(b, "degree") - graph.getNodeAttribute(a, "degree"));
    let step = -1;
    const keys = {
      "+": () => camera.animatedZoom({ duration: 0 }), "=": () => camera.animatedZoom({ duration: 0 }), "-": () => camera.animatedUnzoom({ duration: 0 }),
      0: () => camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }), Escape: () => choose(null),
      n: () => { step = (step + 1) % busy.length; show(busy[step]); }, p: () => { step = (step - 1 + busy.length) % busy.length; show(busy[step]); },
      ArrowLeft: () => camera.setState({ x: camera.x - 0.1 * camera.ratio }), ArrowRight: () => camera.setState({ x: camera.x + 0.1 * camera.ratio }),
      ArrowUp: () => camera.setState({ y: camera.y + 0.1 * camera.ratio }), ArrowDown: () => camera.setState({ y: camera.y - 0.1 * camera.ratio }),
    };
    stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      keys[event.key]();
      event.preventDefault();
    });
    said.textContent = "";
    said.hidden = true;
    window.kaname = Object.assign(window.kaname || {}, { whole: renderer, wholeGraph: graph, wholeChoose: choose });
    document.documentElement.dataset.drawn = "yes";
  }

  fetch(stage.dataset.from).then((answer) => answer.json()).then(start).catch((fault) => { said.textContent = String(fault.message || fault); });
})();
