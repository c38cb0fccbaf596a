// The drawing: takes the places, shapes and strokes that the server computed, and adds colour for light or dark.
(() => {
  "use strict";

  // Keys are prefixed: an id such as "__proto__" must not reach an object's own slots.
  function model(data) {
    const nodes = data.nodes.map((item, place) => ({
      key: `n:${item.id}`, item, detail: data.nodeDetail[place], size: item.size, lines: item.label.split("\n"), hidden: false,
    }));
    const edges = data.edgeDetail.map((detail) => ({ detail, hidden: false }));
    const nodeOf = new Map(nodes.map((node) => [node.detail.id, node]));
    const edgeOf = new Map(edges.map((edge) => [edge.detail.id, edge]));
    const lines = data.edges.map((item, place) => {
      const members = data.lineMembers[place].map((id) => edgeOf.get(id));
      const line = { key: `e:${item.id}`, id: item.id, item, members, detail: members[0].detail, hidden: false, short: "" };
      for (const edge of members) edge.line = line;
      return line;
    });
    for (const line of lines) {
      const ends = [line.detail.source, line.detail.target].map((id) => nodeOf.get(id).detail.label);
      const { label } = line.detail;
      line.bundle = line.members.length > 1;
      // The line of a party to an agreement that is drawn as a thing would only repeat the thing's name.
      if (!line.bundle && !ends.includes(label)) line.short = label.length > 44 ? `${label.slice(0, 43)}…` : label;
    }
    for (const node of nodes) {
      if (node.detail.kind === "state") node.lines = node.detail.label === node.detail.code ? [""] : [node.detail.label];
      node.edges = edges.filter((edge) => edge.detail.source === node.detail.id || edge.detail.target === node.detail.id);
      node.rank = (node.detail.focus ? 1000 : 0) + node.edges.length;
    }
    return { nodes, edges, lines, nodeOf, edgeOf, lineOf: new Map(lines.map((line) => [line.id, line])) };
  }

  function create(data, stage, side, chosen) {
    const { nodes, edges, lines, nodeOf, edgeOf, lineOf } = model(data);
    const state = { moved: false, grown: 1, thick: 1 }; // things and lines grow as the view recedes
    const hue = (layer) => data.hues[layer][side()];
    const tone = () => ({
      paper: data.paper[side()], ink: data.ink[side()], faint: side() ? "#a9adb4" : "#565b63", solid: side() ? "#c3c6cb" : "#4a515b",
      accent: side() ? "#ffb84d" : "#b3261e",
    });
    const shown = (line) => line.members.filter((edge) => !edge.hidden);
    const isChosen = (thing) => chosen() === thing || Boolean(thing.members && thing.members.includes(chosen()));
    function near(thing) {
      const at = chosen();
      if (!at || isChosen(thing)) return true;
      const mine = thing.edges || thing.members, its = at.edges || at.members || [at];
      return mine.some((edge) => its.includes(edge));
    }

    function drawNode(node) {
      const { ink, solid, accent } = tone();
      const fill = node.detail.hue ? hue(node.detail.hue) : node.detail.focus ? ink : solid;
      const color = { background: fill, border: isChosen(node) ? accent : fill };
      return {
        id: node.key, x: node.x, y: node.y, shape: node.item.shape, size: node.size, title: node.item.title, label: undefined,
        hidden: node.hidden, opacity: near(node) ? 1 : 0.28, borderWidth: (isChosen(node) ? 4 : 1) * state.grown,
        borderWidthSelected: 4 * state.grown, color: { ...color, highlight: color, hover: { ...color, background: ink } },
      };
    }
    function drawLine(line) {
      const color = hue(line.detail.layer);
      const ended = shown(line).every((edge) => edge.detail.change === "ended");
      const weight = 2 + 1.4 * Math.log2(Math.max(shown(line).length, 1));
      return {
        ...line.item, id: line.key, from: `n:${line.item.from}`, to: `n:${line.item.to}`, hidden: line.hidden,
        width: (isChosen(line) ? weight + 2.5 : weight) * state.thick,
        color: { color, highlight: color, hover: color, opacity: near(line) ? (ended ? 0.45 : 1) : 0.22 },
      };
    }

    const nodeSet = new window.vis.DataSet([]), edgeSet = new window.vis.DataSet([]);
    const network = new window.vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, data.options);
    const turned = () => stage.clientHeight > stage.clientWidth * 1.1; // a high, narrow screen turns the picture on its side

    function place() {
      for (const node of nodes) [node.x, node.y] = turned() ? [node.item.y, node.item.x] : [node.item.x, node.item.y];
    }
    function paint() {
      const scale = network.getScale();
      state.grown = Math.min(Math.max(0.95 / scale, 1), 2);
      state.thick = Math.min(Math.max(1 / scale, 0.6), 2);
      for (const node of nodes) node.size = node.item.size * state.grown;
      for (const line of lines) line.hidden = line.members.every((edge) => edge.hidden);
      nodeSet.update(nodes.map(drawNode));
      edgeSet.update(lines.map(drawLine));
    }
    function fit() {
      network.fit({ nodes: nodes.filter((node) => !node.hidden).map((node) => node.key), animation: false, maxZoomLevel: 1.5 });
      network.moveTo({ scale: network.getScale() * 0.92, animation: false });
      state.moved = false;
      paint();
    }
    function zoom(factor) {
      network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.08), 6), animation: false });
      state.moved = true;
      paint();
    }
    function pan(x, y) {
      const at = network.getViewPosition(), by = 60 / network.getScale();
      network.moveTo({ position: { x: at.x + x * by, y: at.y + y * by }, animation: false });
      state.moved = true;
    }
    // Where a thing lies, in the coordinates of the link, whichever way the picture is turned.
    const spot = (x, y) => (turned() ? [y, x] : [x, y]).map(Math.round);

    const draw = window.kaname.labels({
      face: data.options.nodes.font.face, tone, scale: () => network.getScale(), places: () => network.getPositions(),
      nodes: () => nodes.filter((node) => !node.hidden).map((node) => Object.assign(node, { chosen: isChosen(node), near: near(node) })),
      edges: () => lines.filter((line) => !line.hidden && near(line)).map((line) => Object.assign(line, {
        chosen: isChosen(line), color: () => hue(line.detail.layer), badge: badge(line),
        middle: () => { const made = network.body.edges[line.key]; return made && made.connected ? made.edgeType.getPoint(0.5) : null; },
      })).sort((a, b) => b.chosen - a.chosen),
    });
    function badge(line) {
      const changes = new Set(shown(line).map((edge) => edge.detail.change));
      const mark = changes.size === 1 ? { new: "+", ended: "×" }[[...changes][0]] || "" : "±";
      const count = line.bundle ? String(shown(line).length) : "";
      return mark && count ? `${mark}${count}` : mark || count;
    }
    network.on("afterDrawing", draw);

    return { nodes, edges, lines, nodeOf, edgeOf, lineOf, network, state, place, paint, fit, zoom, pan, spot, hue, tone };
  }

  window.kaname = Object.assign(window.kaname || {}, { drawing: create });
})();
