"use strict";
// Shared by all pages: calls with the CSRF token, and charts that break no content security policy.
const desk = {
  token() { return (document.cookie.match(/(?:^|; )counterclaim_csrf=([0-9a-f]+)/) || [])[1] || ""; },
  async post(path, body) {
    const answer = await fetch(path, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/json", "x-csrf-token": desk.token() }, body: JSON.stringify(body) });
    const data = await answer.json();
    if (!answer.ok) throw new Error(data.detail || data.title);
    return data;
  },
  // Plot writes a <style> into its SVG, which the policy forbids; made in a document apart, it can be taken out first.
  plot(options) {
    const apart = document.implementation.createHTMLDocument("");
    const made = Plot.plot({ ...options, document: apart });
    made.querySelectorAll("style").forEach((s) => s.remove());
    // One picture with one name; its parts have none of their own.
    made.setAttribute("role", "img");
    made.querySelectorAll("g[aria-label]").forEach((g) => g.removeAttribute("aria-label"));
    return document.adoptNode(made);
  },
  // As wide as its place, so that its letters keep their size on a small screen; drawn again when that changes.
  chart(place, draw) {
    let width = 0;
    const fit = () => {
      const now = Math.max(300, Math.min(1240, Math.floor(place.clientWidth)));
      if (now !== width) { width = now; draw(width); }
    };
    new ResizeObserver(fit).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { width = 0; fit(); });
    fit();
  },
  // Ticks of counts: whole numbers only.
  whole(d) { return Number.isInteger(d) ? d.toLocaleString("en") : ""; },
  colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(); },
  typing(event) { return event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector("dialog[open]"); },
};
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-csrf-token"] = desk.token();
  for (const [name, value] of Object.entries(event.detail.parameters)) if (value === "") delete event.detail.parameters[name];
});
