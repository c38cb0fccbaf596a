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

  function create(data, choose, acts) {
    // Texts of the reader's language; what the catalogue lacks stays English.
    const t = (text) => (Object.hasOwn(data.words, text) ? data.words[text] : text);
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
      const weight = [item.confidence && `${t("Confidence")} ${t(item.confidence)}`, t(item.sourceKind), item.licence].filter(Boolean).join(" · ");
      const lines = [about, weight, item.citeAs && `${t("Cite as")} ${item.citeAs}`].filter(Boolean);
      return element("li", {}, title, ...lines.map((line) => element("span", { class: "about" }, line)));
    }

    function head(title, under, hue) {
      const close = element("button", { type: "button", class: "close", "aria-label": t("Close") }, "×");
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
        head(item.label, `${item.kind} · ${t(item.layerLabel)}`, item.layer),
        pairs([
          [t("Since"), item.since || t("not recorded")], [t("Until"), item.until], [t("Status"), t(item.statusLabel)],
          [item.change ? t("Change") : "", changeOf(item)],
          [t("Between"), item.parties.join(", ")],
        ]),
        element("h3", {}, item.evidence.length === 1 ? t("Source") : `${t("Sources")} (${item.evidence.length})`),
        item.evidence.length ? sources : element("p", {}, t("No source is recorded for this relation.")),
        links([...(item.about ? [[t("About the agreement"), page(item.about)]] : []), [t("This statement"), page(item.id)]]),
      );
      show();
    }

    // What stands on one of two days only is new or ended, whichever of the days is shown.
    function changeOf(item) {
      if (!item.change) return "";
      const [first, last] = [data.asOf, data.compared].sort();
      return item.change === "new" ? t("new: holds on {1}, not on {0}").replace("{1}", last).replace("{0}", first) : t("ended: held on {0}, not on {1}").replace("{1}", last).replace("{0}", first);
    }

    const MARKS = { new: "+ ", ended: "× " };
    const labelOf = new Map(data.nodeDetail.map((item) => [item.id, item.label]));
    // The line from a thing to its party would only repeat the thing's name: there the party is named.
    const told = (tie, item) => (item && tie.label === item.label ? labelOf.get(tie.source === item.id ? tie.target : tie.source) : tie.label);
    const listOf = (edges, item) => element("ul", { class: "ties" }, ...edges.map((tie) => {
      const button = element("button", { type: "button", class: `layer-${tie.layer}` },
        element("span", { class: "swatch" }), `${MARKS[tie.change] || ""}${told(tie, item)}${tie.since ? `, ${tie.since}` : ""}`);
      button.addEventListener("click", () => choose({ edge: tie.id }));
      return element("li", {}, button);
    }));

    function act(text, key, run) {
      const button = element("button", { type: "button" }, text, key ? " " : "", key ? element("kbd", {}, key) : "");
      button.addEventListener("click", run);
      return button;
    }
    function actions(item) {
      if (!acts.expand) return "";
      const made = [];
      if (item.more) made.push(act(t("Show {} more").replace("{}", item.more), "e", acts.expand));
      if (acts.times(item.id)) made.push(act(t("Close"), "c", acts.collapse));
      if (!item.focus) made.push(act(t("Hide"), "x", acts.hide));
      made.push(act(item.pinned ? t("Unpin") : t("Pin"), "f", acts.pin));
      const from = acts.from();
      if (from && from !== item.id) made.push(element("a", { class: "button", href: acts.path() }, t("Paths to here")));
      else made.push(act(from ? t("Now choose where the path ends") : t("Path from here"), "", () => { acts.path(); choose({ node: item.id }); }));
      return element("p", { class: "acts" }, ...made);
    }

    function bundle(line, edges) {
      place.replaceChildren(
        head(`${edges.length} ${t("relations")}`, t(line.detail.layerLabel), line.detail.layer),
        acts.unbundle ? element("p", { class: "acts" }, act(t("Draw each as a line"), "", () => acts.unbundle(line.id))) : "",
        listOf(edges),
      );
      show();
    }

    function node(item, edges) {
      const list = listOf(edges, item);
      place.replaceChildren(
        head(item.label, item.kindLabel, ""),
        actions(item),
        pairs(item.facts),
        element("h3", {}, `${t("Relations shown")} (${edges.length})`), list,
        links([
          [t("Its page"), page(item.id)], [t("Explore from here"), explore([item.id])],
          ...(item.focus ? [] : [[t("Add to this picture"), explore([...data.focus, item.id])]]),
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

    return { edge, node, bundle, clear };
  }

  window.kaname = Object.assign(window.kaname || {}, { panel: create });
})();
