// What a reader can do to a picture that the server draws: open and close things, hide, pin, ask for a path.
(() => {
  "use strict";

  function create(data, drawing, chosen) {
    const { link } = window.kaname;
    const thing = () => { const at = chosen(); return at && at.edges ? at : null; };
    const idOf = () => { const at = thing(); return at ? at.detail.id : ""; };
    const times = (id) => {
      const entry = link.listed("open").find((other) => other.split("*")[0] === id);
      return entry ? Number(entry.split("*")[1] || 1) : 0;
    };
    function expand() {
      const id = idOf();
      if (!id || !thing().detail.more) return;
      const now = times(id) + 1;
      link.put("open", id, now > 1 ? `${id}*${now}` : id);
    }
    function collapse() { if (times(idOf())) link.put("open", idOf(), ""); }
    function hide() {
      const at = thing();
      if (!at || at.detail.focus) return;
      link.look({ thing: "" });
      link.put("hide", at.detail.id, at.detail.id);
    }
    function move(node, x, y) {
      const [right, down] = drawing.spot(x, y);
      link.put("pin", node.detail.id, `${node.detail.id}:${right}:${down}`);
    }
    function pin() {
      const at = thing();
      if (!at) return;
      if (data.pinned.includes(at.detail.id)) link.put("pin", at.detail.id, "");
      else move(at, at.x, at.y);
    }
    function path() {
      const from = link.view().get("from");
      if (!from || from === idOf()) { link.look({ from: idOf() }); return ""; }
      return `/explore?path=${[from, idOf()].map(encodeURIComponent).join(",")}&asOf=${data.asOf}`;
    }
    function unbundle(id) { link.put("apart", id, id); }
    return { expand, collapse, hide, move, pin, path, unbundle, times, from: () => link.view().get("from") || "" };
  }

  window.kaname = Object.assign(window.kaname || {}, { acts: create });
})();
