// Text on the drawing: codes inside states, names under other things, names of lines; placed like names on a map,
// the more important first, and left out where they would lie on another.
(() => {
  "use strict";
  const NODE_PX = 12, EDGE_PX = 11, STATE_PX = 11, LINE = 1.22;
  const MOST_EDGE_LABELS = 40;

  const clash = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  function create(shown) {
    const widths = new Map();
    const width = (ctx, font, text) => {
      const key = font + text;
      if (!widths.has(key)) {
        ctx.font = font;
        widths.set(key, ctx.measureText(text).width);
      }
      return widths.get(key);
    };

    function put(ctx, spec) {
      // spec: lines, x, y (top middle, canvas), px (screen), scale, weight, color, halo
      const size = spec.px / spec.scale;
      const font = `${spec.style || ""} ${spec.weight || 400} 100px ${shown.face}`;
      const w = Math.max(...spec.lines.map((line) => width(ctx, font, line))) * size / 100;
      const h = spec.lines.length * size * LINE;
      const pad = 2 / spec.scale;
      const box = { x: spec.x - w / 2 - pad, y: spec.y - pad, w: w + 2 * pad, h: h + 2 * pad };
      if (!spec.always && spec.taken.some((other) => clash(box, other))) return;
      spec.taken.push(box);
      ctx.font = font.replace("100px", `${size}px`);
      ctx.textAlign = "center";
      ctx.textBaseline = "top";
      ctx.lineJoin = "round";
      ctx.lineWidth = 4 / spec.scale;
      ctx.strokeStyle = spec.halo;
      ctx.fillStyle = spec.color;
      spec.lines.forEach((line, row) => {
        const y = spec.y + row * size * LINE;
        ctx.strokeText(line, spec.x, y);
        ctx.fillText(line, spec.x, y);
      });
    }

    function code(ctx, node, at, scale, tone) {
      const size = Math.max(node.size * (node.detail.code.length > 3 ? 0.58 : 0.68), 8.5 / scale);
      ctx.font = `600 ${size}px ${shown.face}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = tone.paper;
      ctx.fillText(node.detail.code, at.x, at.y + size * 0.06);
    }

    function centre(ctx, node, at, tone) {
      ctx.beginPath();
      ctx.arc(at.x, at.y, node.size * 0.42, 0, 2 * Math.PI);
      ctx.fillStyle = tone.paper;
      ctx.fill();
    }

    function ring(ctx, node, at, scale, tone) {
      if (node.detail.kind !== "state" && node.detail.kind !== "body") return;
      ctx.beginPath();
      ctx.arc(at.x, at.y, node.size + 4 / scale, 0, 2 * Math.PI);
      ctx.lineWidth = 1.5 / scale;
      ctx.strokeStyle = tone.ink;
      ctx.stroke();
    }

    function pin(ctx, node, at, scale, tone) {
      ctx.beginPath();
      ctx.arc(at.x + node.size * 0.8, at.y - node.size * 0.8, 4 / scale, 0, 2 * Math.PI);
      ctx.fillStyle = tone.accent;
      ctx.fill();
    }

    function names(ctx, nodes, places, scale, tone, taken) {
      for (const node of nodes) {
        const at = places[node.key];
        const state = node.detail.kind === "state";
        if (!node.lines[0]) continue;
        const strong = node.detail.focus || node.chosen;
        if (state && !strong && nodes.length > 60) continue;
        put(ctx, {
          lines: node.lines, x: at.x, y: at.y + node.size + (node.detail.focus ? 6 : 3) / scale, scale, taken, always: strong,
          px: strong ? NODE_PX + 2 : state ? STATE_PX : NODE_PX, weight: strong ? 600 : 400,
          color: state && !strong ? tone.faint : tone.ink, halo: tone.paper,
        });
      }
    }

    // A small round mark on a line: how many relations it bundles, and whether they are new (+) or ended (×).
    function badges(ctx, edges, scale, tone, taken) {
      for (const edge of edges) {
        const at = edge.badge ? edge.middle() : null;
        if (!at) continue;
        const half = (edge.badge.length > 2 ? 13 : edge.badge.length > 1 ? 10.5 : 8) / scale, high = 8 / scale;
        ctx.beginPath();
        ctx.roundRect(at.x - half, at.y - high, 2 * half, 2 * high, high);
        ctx.fillStyle = tone.paper;
        ctx.fill();
        ctx.lineWidth = (edge.chosen ? 2.5 : 1.5) / scale;
        ctx.strokeStyle = edge.color();
        ctx.stroke();
        ctx.font = `600 ${11 / scale}px ${shown.face}`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillStyle = tone.ink;
        ctx.fillText(edge.badge, at.x, at.y + 0.6 / scale);
        taken.push({ x: at.x - half, y: at.y - high, w: 2 * half, h: 2 * high });
      }
    }

    function lines(ctx, edges, scale, tone, taken) {
      const many = edges.length > MOST_EDGE_LABELS;
      for (const edge of edges) {
        if (!edge.short || (many && !edge.chosen)) continue;
        const at = edge.middle();
        if (!at) continue;
        put(ctx, {
          lines: [edge.short], x: at.x, y: at.y + (edge.badge ? 10 : -EDGE_PX * 0.62) / scale, scale, taken, always: edge.chosen,
          px: EDGE_PX, weight: edge.chosen ? 600 : 400, style: "italic", color: edge.color(), halo: tone.paper,
        });
      }
    }

    return function draw(ctx) {
      const scale = shown.scale(), places = shown.places(), tone = shown.tone();
      const every = shown.nodes().sort((a, b) => b.rank - a.rank);
      const nodes = every.filter((node) => node.near);
      const taken = nodes.map((node) => {
        const at = places[node.key], r = node.size;
        return { x: at.x - r, y: at.y - r, w: 2 * r, h: 2 * r };
      });
      for (const node of every) {
        ctx.globalAlpha = node.near ? 1 : 0.55;
        if (node.detail.pinned) pin(ctx, node, places[node.key], scale, tone);
        if (node.detail.focus) ring(ctx, node, places[node.key], scale, tone);
        if (node.detail.code && node.detail.kind === "state") code(ctx, node, places[node.key], scale, tone);
        else if (node.detail.kind === "body") centre(ctx, node, places[node.key], tone);
      }
      ctx.globalAlpha = 1;
      const named = (node) => node.detail.kind !== "state" || node.detail.focus || node.chosen;
      const edges = shown.edges();
      badges(ctx, edges, scale, tone, taken);
      names(ctx, nodes.filter(named), places, scale, tone, taken);
      lines(ctx, edges, scale, tone, taken);
      names(ctx, nodes.filter((node) => !named(node)), places, scale, tone, taken);
    };
  }

  window.kaname = Object.assign(window.kaname || {}, { labels: create });
})();
