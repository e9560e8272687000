"use strict";
(() => {
  const said = document.getElementById("said");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const has = (element, id) => (element.dataset.rows || element.dataset.row || "").split(" ").includes(id);
  const scroll = (element) => element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });

  function clear() {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
    for (const element of document.querySelectorAll("[aria-current]")) element.removeAttribute("aria-current");
  }

  // Bring a row into view beside the article; where the rows stand below it, the page must not move back.
  function reveal(row) {
    const panel = row.closest(".rows");
    if (getComputedStyle(panel).overflowY !== "auto") return;
    const inner = row.getBoundingClientRect();
    const outer = panel.getBoundingClientRect();
    if (inner.top < outer.top + 60 || inner.bottom > outer.bottom) panel.scrollTop += inner.top - outer.top - 80;
  }

  // Show one row: mark it and its words, bring `side` ("words" or "row") into view and move there.
  function show(id, side) {
    const row = document.getElementById("r-" + id);
    const marked = [...document.querySelectorAll(".text .m")].filter((mark) => has(mark, id));
    clear();
    for (const mark of marked) mark.classList.add("on");
    if (row) {
      row.classList.add("on");
      row.setAttribute("aria-current", "true");
    }
    const words = document.getElementById("w-" + id) || marked[0];
    const target = side === "row" ? row : words;
    if (!target) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    scroll(side === "row" ? row : marked[0] || words);
    if (side === "words" && row) reveal(row);
    said.textContent = side === "row" ? "Row shown." : "Words shown. Press Escape to clear.";
  }

  function follow(hash) {
    const match = /^#([rw])-(.+)$/.exec(hash);
    if (!match) return false;
    show(match[2], match[1] === "r" ? "row" : "words");
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (String(getSelection())) return;
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const hash = link.getAttribute("href");
      if (follow(hash)) {
        event.preventDefault();
        try { history.replaceState(null, "", hash); } catch { /* a sandboxed frame has no history */ }
      } else {
        const goal = document.getElementById(hash.slice(1));
        if (goal) { event.preventDefault(); goal.scrollIntoView({ block: "start" }); }
      }
      return;
    }
    const mark = event.target.closest(".text .m");
    if (mark) {
      const claim = mark.dataset.rows.split(" ").find((id) => document.getElementById("r-" + id));
      if (claim) show(claim, "row");
      return;
    }
    const row = event.target.closest(".row[data-row]");
    if (row) show(row.dataset.row, "words");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { clear(); said.textContent = "Cleared."; }
  });

  for (const box of document.querySelectorAll("input.show")) {
    const reading = box.closest(".reading");
    const apply = () => reading.classList.toggle("off-" + box.dataset.kind, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }
  addEventListener("hashchange", () => follow(location.hash));
  follow(location.hash);
})();
