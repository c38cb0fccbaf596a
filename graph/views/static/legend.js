// The legend filters: what is unticked is hidden from the drawing and the table, and named in the link.
(() => {
  "use strict";

  function create(drawing, said) {
    const boxes = [...document.querySelectorAll(".legend input[data-group]")];
    const name = (box) => `${box.dataset.group}.${box.value}`;
    const off = () => boxes.filter((box) => !box.checked);

    function restore() {
      const hidden = new Set((window.kaname.link.view().get("off") || "").split(",").filter(Boolean));
      for (const box of boxes) box.checked = !hidden.has(name(box));
    }
    function apply() {
      const gone = {};
      for (const box of off()) (gone[box.dataset.group] ||= new Set()).add(box.value);
      const lacks = (group, value) => Boolean(gone[group] && gone[group].has(value));
      for (const node of drawing.nodes) node.hidden = lacks("kind", node.detail.kind);
      for (const edge of drawing.edges) {
        const { detail } = edge;
        edge.hidden = lacks("layer", detail.layer) || lacks("status", detail.status) || lacks("sort", detail.kindBase)
          || lacks("confidence", detail.confidence) || lacks("change", detail.change || "same")
          || [detail.source, detail.target].some((end) => drawing.nodeOf.get(end).hidden);
      }
      for (const node of drawing.nodes) {
        const alone = node.edges.length > 0 && node.edges.every((edge) => edge.hidden);
        node.hidden = node.hidden || (alone && !node.detail.focus);
      }
      said();
    }
    for (const box of boxes) {
      box.addEventListener("change", () => {
        window.kaname.link.step({ off: off().map(name).join(",") });
        apply();
      });
    }
    for (const button of document.querySelectorAll(".legend [data-only]")) {
      button.addEventListener("click", () => {
        const group = boxes.filter((box) => box.dataset.group === button.dataset.only);
        const all = group.every((box) => box.checked);
        for (const box of group) box.checked = !all;
        window.kaname.link.step({ off: off().map(name).join(",") });
        apply();
      });
    }
    return { restore, apply, off: () => off().map(name) };
  }

  window.kaname = Object.assign(window.kaname || {}, { legend: create });
})();
