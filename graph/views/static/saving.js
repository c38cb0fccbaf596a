// Saves the picture: as PNG from the drawing, with title, day, release and legend in it; as SVG and GEXF from the server.
(() => {
  "use strict";
  const EDGE = 24, LINE = 20;

  function download(blob, name) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = name;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    window.setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
  }

  function entries() {
    return [...document.querySelectorAll(".legend input[data-group=layer]:checked, .legend input[data-group=status]:checked, .legend input[data-group=change]:checked, .legend input[data-group=kind]:checked")]
      .map((box) => ({ group: box.dataset.group, key: box.value, label: box.closest("label"), }))
      .map((entry) => ({ ...entry, text: `${entry.label.querySelector(".name").textContent} ${entry.label.querySelector(".count").textContent}`, glyph: (entry.label.querySelector(".glyph") || { textContent: "" }).textContent }));
  }

  function compose(data, drawing, stage) {
    const shot = stage.querySelector("canvas"), ratio = shot.width / shot.clientWidth;
    const { paper, ink, faint } = drawing.tone();
    const face = data.options.nodes.font.face;
    const width = shot.clientWidth, columns = Math.max(1, Math.floor((width - 2 * EDGE) / 190));
    const legend = entries(), rows = Math.ceil(legend.length / columns);
    const height = 84 + shot.clientHeight + rows * LINE + 2 * EDGE;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    ctx.fillStyle = paper;
    ctx.fillRect(0, 0, width, height);
    const write = (text, x, y, font, color) => { ctx.font = `${font} ${face}`; ctx.fillStyle = color; ctx.fillText(text, x, y); };
    write(data.title, EDGE, 40, "600 22px", ink);
    write(document.querySelector(".when-drawn").textContent, EDGE, 64, "14px", faint);
    ctx.drawImage(shot, 0, 84, width, shot.clientHeight);
    legend.forEach((entry, place) => {
      const x = EDGE + (place % columns) * 190, y = 84 + shot.clientHeight + EDGE + Math.floor(place / columns) * LINE;
      ctx.lineWidth = 3;
      ctx.setLineDash(entry.group === "status" ? { signed: [9, 6], suspended: [12, 5, 2, 5], unknown: [2, 5] }[entry.key] || [] : []);
      ctx.strokeStyle = entry.group === "layer" ? drawing.hue(entry.key) : ink;
      if (entry.glyph) write(entry.glyph, x + 6, y + 4, "14px", ink);
      else { ctx.beginPath(); ctx.moveTo(x, y); ctx.lineTo(x + 26, y); ctx.stroke(); }
      write(entry.text, x + 34, y + 4, "13px", ink);
    });
    return canvas;
  }

  function create(data, drawing, legend) {
    const stage = document.getElementById("kn-canvas");
    const name = `kaname-${data.focus.join("-").replace(/[^\w-]+/g, "-").slice(0, 60)}-${data.asOf}`;
    for (const button of document.querySelectorAll("[data-save=png]")) {
      button.addEventListener("click", () => compose(data, drawing, stage).toBlob((blob) => download(blob, `${name}.png`), "image/png"));
    }
    // The server leaves out of its files what the legend hides.
    for (const anchor of document.querySelectorAll("a[data-save]")) {
      anchor.addEventListener("click", () => {
        const to = new URL(`/explore.${anchor.dataset.save}${window.location.search}`, window.location.origin);
        if (legend.off().length) to.searchParams.set("off", legend.off().join(","));
        anchor.href = to.pathname + to.search;
      });
    }
    const bar = document.querySelector(".saves");
    if (bar) bar.hidden = false;
  }

  window.kaname = Object.assign(window.kaname || {}, { saving: create });
})();
