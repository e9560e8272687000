"use strict";
(() => {
  const box = document.getElementById("map");
  const rows = [...document.querySelectorAll("#events tbody tr")];
  const note = document.querySelector(".picked");
  const pick = (ids, words) => {
    const chosen = new Set(ids);
    rows.forEach((tr) => { tr.hidden = ids.length > 0 && !chosen.has(tr.dataset.id); });
    note.hidden = !ids.length;
    document.querySelector("[data-picked]").textContent = `${ids.length} of ${rows.length}: ${words}`;
  };
  document.querySelector("[data-unpick]")?.addEventListener("click", () => pick([], ""));
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Of many rows a point stands for a place: following it narrows the view.
  const view = box.dataset.view;
  const narrower = (changes) => {
    const address = new URL(view, location.origin);
    for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
    return address.pathname + address.search;
  };
  const narrow = (changes) => { location.href = narrower(changes); };
  const timeline = (width) => {
    const place = document.getElementById("timeline");
    const dated = (place.dataset.days ? [] : rows).filter((tr) => tr.dataset.start).map((tr) => ({ id: tr.dataset.id, what: tr.dataset.what, start: new Date(`${tr.dataset.start}T00:00:00Z`) }));
    // Of many rows the page brings how many there are each day.
    if (place.dataset.days) for (const [day, count] of Object.entries(JSON.parse(place.dataset.days))) dated.push({ count, start: new Date(`${day}T00:00:00Z`) });
    if (!dated.length) { place.textContent = "None of these has a date of its own."; return; }
    const days = (Math.max(...dated.map((d) => +d.start)) - Math.min(...dated.map((d) => +d.start))) / 864e5;
    const unit = days < 90 ? "day" : days < 900 ? "week" : days < 6000 ? "month" : "year";
    const by = d3.rollups(dated, (v) => v, (d) => +d3[`utc${unit[0].toUpperCase()}${unit.slice(1)}`](d.start)).map(([t, v]) => ({ t: new Date(t), count: d3.sum(v, (d) => d.count ?? 1), ids: v.map((d) => d.id) }));
    const end = (t) => d3[`utc${unit[0].toUpperCase()}${unit.slice(1)}`].offset(t, 1);
    const svg = desk.plot({
      width, height: 170, marginLeft: 44, ariaLabel: `Events by ${unit}; the table below has the same dates`,
      x: { type: "utc", label: null, ticks: width / 90 }, y: { grid: true, label: `events a ${unit}`, ticks: 4, tickFormat: desk.whole },
      marks: [Plot.rectY(by, { x1: "t", x2: (d) => end(d.t), y: "count", fill: desk.colour("dot"), insetLeft: 0.5, insetRight: 0.5, title: (d) => `${d.t.toISOString().slice(0, 10)}: ${d.count}` }), Plot.ruleY([0])],
    });
    svg.querySelectorAll("rect").forEach((rect, n) => rect.addEventListener("click", () => {
      const bar = by[n];
      if (view) { narrow({ from: bar.t.toISOString().slice(0, 10), to: new Date(end(bar.t) - 864e5).toISOString().slice(0, 10) }); return; }
      pick(bar.ids, `${unit} of ${bar.t.toISOString().slice(0, 10)}`);
      show(bar.ids);
    }));
    place.replaceChildren(svg);
  };

  let map = null, features = [];
  const show = (ids) => {
    const points = features.filter((f) => ids.includes(f.properties.id)).map((f) => f.geometry.coordinates);
    if (map && points.length) fit(points);
  };
  const fit = (points) => {
    const around = points.reduce((b, p) => b.extend(p), new maplibregl.LngLatBounds(points[0], points[0]));
    map.fitBounds(around, { padding: 60, maxZoom: 6, animate: !reduced });
  };
  const world = async () => {
    // A published site brings its data as scripts: a page opened from a folder may fetch nothing.
    const given = globalThis.counterclaim || {}, load = (address) => fetch(address).then((r) => r.json());
    const [data, atlas] = await Promise.all([given.events || load(box.dataset.src), given.atlas || load(box.dataset.atlas)]);
    features = data.features;
    const land = topojson.feature(atlas, atlas.objects.countries);
    const borders = topojson.mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
    maplibregl.setWorkerUrl(given.worker ? URL.createObjectURL(new Blob([given.worker], { type: "text/javascript" })) : box.dataset.worker);
    const c = desk.colour;
    map = new maplibregl.Map({
      container: box, attributionControl: false, center: [30, 25], zoom: 1.2, maxZoom: 11, renderWorldCopies: false, fadeDuration: reduced ? 0 : 200,
      style: {
        version: 8,
        sources: {
          land: { type: "geojson", data: land }, borders: { type: "geojson", data: borders },
          events: { type: "geojson", data, cluster: true, clusterRadius: 36, clusterMaxZoom: 9, ...(view ? { clusterProperties: { rows: ["+", ["get", "rows"]] } } : { promoteId: "id" }) },
        },
        layers: [
          { id: "sea", type: "background", paint: { "background-color": c("sea") } },
          { id: "land", type: "fill", source: "land", paint: { "fill-color": c("land") } },
          { id: "borders", type: "line", source: "borders", paint: { "line-color": c("border"), "line-width": 0.8, "line-dasharray": [3, 2] } },
          { id: "events", type: "circle", source: "events", filter: ["!", ["has", "point_count"]], paint: { "circle-radius": view ? ["interpolate", ["linear"], ["log10", ["get", "rows"]], 0, 5, 4, 16] : 7, "circle-color": c("dot"), "circle-stroke-width": 2, "circle-stroke-color": c("card") } },
        ],
      },
    });
    map.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: "Made with Natural Earth; places: GeoNames, CC BY 4.0" }));
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
    // Numbers on clusters are elements, as a map without glyphs from elsewhere can draw no text.
    const bubbles = new Map();
    const cluster = () => {
      if (!map.getSource("events") || !map.isSourceLoaded("events")) return;
      const seen = new Set();
      for (const f of map.querySourceFeatures("events", { filter: ["has", "point_count"] })) {
        const id = f.properties.cluster_id;
        seen.add(id);
        if (bubbles.has(id)) continue;
        const button = document.createElement("button");
        button.type = "button"; button.className = "bubble"; const count = f.properties.rows ?? f.properties.point_count;
        button.textContent = new Intl.NumberFormat("en", { notation: "compact" }).format(count);
        button.setAttribute("aria-label", `${count} events near here`);
        button.addEventListener("click", async (event) => {
          event.stopPropagation();
          const source = map.getSource("events");
          const leaves = view ? [] : await source.getClusterLeaves(id, 2000, 0);
          if (!view) pick(leaves.map((l) => l.properties.id), "near one point of the map");
          map.easeTo({ center: f.geometry.coordinates, zoom: Math.min(10, await source.getClusterExpansionZoom(id)), animate: !reduced });
        });
        bubbles.set(id, new maplibregl.Marker({ element: button }).setLngLat(f.geometry.coordinates).addTo(map));
      }
      for (const [id, marker] of bubbles) if (!seen.has(id)) { marker.remove(); bubbles.delete(id); }
    };
    map.on("render", cluster);
    map.on("click", "events", (event) => {
      const p = event.features[0].properties;
      if (view) {
        const link = document.createElement("a");
        const [longitude, latitude] = event.features[0].geometry.coordinates;
        // A cell of several places is asked for by its middle and what lies round it.
        link.href = narrower(p.places > 1 ? { near: `${latitude.toFixed(4)},${longitude.toFixed(4)}`, within: `${Math.ceil(p.cell * 80)}km` } : { place: p.place });
        link.textContent = `${p.rows.toLocaleString("en")} at ${p.place}${p.places > 1 ? ` and ${p.places - 1} places near it` : ""}: show them`;
        new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat([longitude, latitude]).setDOMContent(link).addTo(map);
        return;
      }
      pick([p.id], p.place);
      const words = document.createElement("p");
      words.textContent = `${p.what}, ${p.place}${p.start ? `, ${p.start}` : ", not dated"}. ${p.speaker || "Narration or unnamed source"}: “${p.words}”`;
      new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat(event.features[0].geometry.coordinates).setDOMContent(words).addTo(map);
    });
    map.on("load", () => { if (features.length) fit(features.map((f) => f.geometry.coordinates)); box.dataset.ready = "1"; });
  };
  rows.forEach((tr) => tr.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    rows.forEach((r) => r.classList.remove("picked"));
    tr.classList.add("picked");
    show([tr.dataset.id]);
  }));
  desk.chart(document.getElementById("timeline"), timeline);
  world().catch(() => {
    box.dataset.ready = "failed";
    const sorry = document.createElement("p");
    sorry.textContent = "The map cannot be drawn here (it needs WebGL). The table below has the same facts.";
    box.replaceChildren(sorry);
  });
})();
