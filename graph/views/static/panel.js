// The panel beside the drawing: dates, parties and evidence of what is chosen. Text only, never markup.
(() => {
  "use strict";

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  const webUrl = (url) => (/^https?:\/\//i.test(url) ? url : "");

  function create(data, choose) {
    const place = document.getElementById("kn-panel");
    const page = (id) => `${data.links}${encodeURIComponent(id)}?asOf=${data.asOf}`;
    const explore = (ids) => `/explore?focus=${ids.map(encodeURIComponent).join(",")}&asOf=${data.asOf}`;

    function pairs(rows) {
      const list = element("dl", {});
      for (const [name, value] of rows) if (value) list.append(element("dt", {}, name), element("dd", {}, value));
      return list;
    }

    function proof(item) {
      const url = webUrl(item.url);
      const title = url
        ? element("a", { href: url, rel: "noopener nofollow noreferrer", target: "_blank" }, item.title || url)
        : element("span", {}, item.title);
      const about = [item.publisher, item.issued, item.locator].filter(Boolean).join(" · ");
      const weight = [item.confidence && `Confidence ${item.confidence}`, item.sourceKind].filter(Boolean).join(" · ");
      return element("li", {}, title, element("span", { class: "about" }, about), element("span", { class: "about" }, weight));
    }

    function head(title, under, hue) {
      const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
      close.addEventListener("click", () => choose(null));
      return element("header", { class: hue ? `layer-${hue}` : "" }, close,
        element("p", { class: "kicker" }, hue ? element("span", { class: "swatch" }) : null, under), element("h2", {}, title));
    }

    function links(items) {
      if (!data.links) return "";
      return element("p", { class: "links" }, ...items.map(([text, href]) => element("a", { href }, text)));
    }

    function edge(item) {
      const sources = element("ol", { class: "proofs" }, ...item.evidence.map(proof));
      place.replaceChildren(
        head(item.label, `${item.kind} · ${item.layerLabel}`, item.layer),
        pairs([
          ["Since", item.since || "not recorded"], ["Until", item.until], ["Status", item.statusLabel],
          ["Between", item.parties.join(", ")],
        ]),
        element("h3", {}, item.evidence.length === 1 ? "Source" : `Sources (${item.evidence.length})`),
        item.evidence.length ? sources : element("p", {}, "No source is recorded for this relation."),
        links([...(item.about ? [["About the agreement", page(item.about)]] : []), ["This statement", page(item.id)]]),
      );
      show();
    }

    function node(item, edges) {
      const list = element("ul", { class: "ties" }, ...edges.map((tie) => {
        const button = element("button", { type: "button", class: `layer-${tie.layer}` },
          element("span", { class: "swatch" }), `${tie.label}${tie.since ? `, ${tie.since}` : ""}`);
        button.addEventListener("click", () => choose({ edge: tie.id }));
        return element("li", {}, button);
      }));
      place.replaceChildren(
        head(item.label, item.kindLabel, ""),
        pairs(item.facts),
        element("h3", {}, `Relations shown (${edges.length})`), list,
        links([
          ["Its page", page(item.id)], ["Explore from here", explore([item.id])],
          ...(item.focus ? [] : [["Add to this picture", explore([...data.focus, item.id])]]),
        ]),
      );
      show();
    }

    function show() {
      place.hidden = false;
      place.scrollIntoView({ block: "nearest" });
    }

    function clear() {
      place.hidden = true;
      place.replaceChildren();
    }

    return { edge, node, clear };
  }

  window.kaname = Object.assign(window.kaname || {}, { panel: create });
})();
