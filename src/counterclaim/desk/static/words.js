"use strict";
// Choosing words of an article with the keyboard alone: arrows move by word and line, Shift lengthens the choice.
desk.words = (article) => {
  const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,'’\u2010-\u2012-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;
  let words = null, first = -1, last = -1;
  const read = () => {
    words = [];
    for (const piece of article.querySelectorAll("[data-s]")) {
      const node = piece.firstChild;
      if (!node) continue;
      for (const match of node.data.matchAll(WORD)) words.push({ node, start: match.index, end: match.index + match[0].length });
    }
  };
  const box = (n) => {
    const range = document.createRange();
    range.setStart(words[n].node, words[n].start);
    range.setEnd(words[n].node, words[n].end);
    return range.getBoundingClientRect();
  };
  // Where to begin: at the words chosen with the mouse, at the row that the address names, else at the top.
  const begin = () => {
    const chosen = getSelection(), row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!chosen.isCollapsed && article.contains(chosen.anchorNode)) {
      const at = chosen.getRangeAt(0);
      const inside = words.map((w, n) => [w, n]).filter(([w]) => at.comparePoint(w.node, w.start) === 0 && at.comparePoint(w.node, w.end) === 0);
      if (inside.length) return [inside[0][1], inside[inside.length - 1][1]];
    }
    if (row && article.contains(row)) {
      const n = words.findIndex((w) => row.compareDocumentPosition(w.node) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (n >= 0) return [n - 1, n - 1];
    }
    return [-1, -1];
  };
  // The nearest word of the next line up or down.
  const line = (from, step) => {
    if (from < 0) return 0;
    const here = box(from), middle = (here.left + here.right) / 2;
    let best = from, distance = Infinity, top = null;
    for (let n = from + step; n >= 0 && n < words.length; n += step) {
      const there = box(n);
      if (Math.abs(there.top - here.top) < here.height / 2) continue;
      if (top === null) top = there.top;
      if (Math.abs(there.top - top) >= here.height / 2) break;
      const away = Math.abs((there.left + there.right) / 2 - middle);
      if (away < distance) { distance = away; best = n; }
    }
    return best;
  };
  const show = () => {
    const [a, b] = [words[Math.min(first, last)], words[Math.max(first, last)]];
    getSelection().setBaseAndExtent(a.node, a.start, b.node, b.end);
    words[last].node.parentElement.scrollIntoView({ block: "nearest" });
  };
  article.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== article) return;
    if (event.key === "Escape") { first = last = -1; getSelection().removeAllRanges(); return; }
    const right = getComputedStyle(last >= 0 ? words[last].node.parentElement.closest("p") : article).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: right, ArrowLeft: -right, ArrowDown: "down", ArrowUp: "up", Home: "home", End: "end" };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (!words) read();
    if (!words.length) return;
    if (last < 0 || getSelection().isCollapsed) [first, last] = begin();
    const to = { down: () => line(last, 1), up: () => line(last, -1), home: () => 0, end: () => words.length - 1 }[step] || (() => last + step);
    last = Math.max(0, Math.min(words.length - 1, to()));
    if (!event.shiftKey || first < 0) first = last;
    show();
  });
  article.addEventListener("pointerdown", () => { first = last = -1; });
};
