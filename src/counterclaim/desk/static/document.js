"use strict";
(() => {
  const light = (rows) => {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    for (const row of rows) {
      document.querySelectorAll(`mark[data-rows~="${CSS.escape(row)}"], .statement[data-row="${CSS.escape(row)}"]`).forEach((e) => e.classList.add("lit"));
    }
  };
  document.querySelectorAll("mark[data-row]").forEach((mark) => mark.addEventListener("click", () => {
    if (String(getSelection())) return;
    light(mark.dataset.rows.split(" "));
    const item = mark.dataset.rows.split(" ").map((r) => document.querySelector(`.statement[data-row="${CSS.escape(r)}"]`)).find(Boolean);
    if (item) item.scrollIntoView({ block: "nearest" });
  }));
  const byHash = () => { const id = decodeURIComponent(location.hash.slice(1)); if (id) light([id]); };
  addEventListener("hashchange", byHash);
  byHash();

  const dialog = document.getElementById("add");
  const article = document.querySelector("[data-document]");
  if (!dialog || !article) return;
  const bar = document.getElementById("selecting");
  desk.words(article);
  const $ = (id) => document.getElementById(id);
  // Offsets are in code points; a string counts UTF-16 units.
  const points = (text) => [...text].length;
  let found = null;
  const offset = (node, at) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-s]");
    if (!piece) return null;
    return Number(piece.dataset.s) + points(piece.textContent.slice(0, node.nodeType === 3 ? at : 0));
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !article.contains(selection.anchorNode) || !article.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    let end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    return { start, end, words: range.toString(), box: range.getBoundingClientRect() };
  };
  document.addEventListener("selectionchange", () => {
    const now = selected();
    bar.hidden = !now || dialog.open;
    if (!now) return;
    found = now;
    bar.style.left = `${Math.max(8, Math.min(now.box.left + scrollX, innerWidth - 340))}px`;
    bar.style.top = `${now.box.bottom + scrollY + 8}px`;
  });
  const fit = () => dialog.querySelectorAll("[data-for]").forEach((p) => { p.hidden = p.dataset.for !== $("add-kind").value; });
  const open = (kind) => {
    $("add-kind").value = kind;
    $("add-words").value = found ? found.words : "";
    const digits = found && found.words.match(/\d[\d,\u00a0 ]*(?:\.\d+)?/);
    $("add-value").value = digits ? digits[0].replace(/[^\d.]/g, "") : "";
    dialog.querySelector(".problem").hidden = true;
    fit();
    bar.hidden = true;
    dialog.showModal();
    $(found ? "add-reason" : "add-words").focus();
  };
  $("add-kind").addEventListener("change", fit);
  bar.querySelectorAll("button").forEach((b) => b.addEventListener("click", () => open(b.dataset.kind)));
  document.querySelector("[data-add]").addEventListener("click", () => { found = null; open("claim"); });
  document.addEventListener("keydown", (event) => {
    if (desk.typing(event)) return;
    const kind = { c: "claim", f: "figure", p: "place", l: "relation" }[event.key];
    // The browser tells of a new selection a moment later: what is selected now is asked for.
    const now = kind && selected();
    if (now) { event.preventDefault(); found = now; open(kind); }
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  // Words typed by hand are looked for in the text as it is kept.
  const locate = async () => {
    const words = $("add-words").value.trim();
    if (found && found.words.trim() === words) {
      const lead = points(found.words) - points(found.words.trimStart());
      return { start: found.start + lead, end: found.end - (points(found.words) - points(found.words.trimEnd()) ) };
    }
    const { text } = await (await fetch(`/api/documents/${article.dataset.document}/text`)).json();
    const at = text.indexOf(words);
    if (!words || at < 0) throw new Error("these words are not in the text as they stand there");
    const start = points(text.slice(0, at));
    return { start, end: start + points(words) };
  };
  const fields = (kind) => {
    if (kind === "claim") return { stance: $("add-stance").value, ...($("add-speaker").value ? { speaker: $("add-speaker").value } : {}) };
    if (kind === "figure") {
      const number = Number($("add-value").value.replace(/[ ,]/g, ""));
      if (!$("add-value").value.trim() || Number.isNaN(number)) throw new Error("give the number in digits");
      return { ...($("add-claim").value ? { claim: $("add-claim").value } : {}), measure: $("add-measure").value, value: number, low: number, high: number };
    }
    if (kind === "relation") return { from: $("add-from").value, to: $("add-to").value, kind: $("add-link").value, reason: $("add-reason").value };
    return {};
  };
  // The page anew, at the row: the address stays the same but for that, so that it has to be told to reload.
  const back = (row) => {
    history.replaceState(null, "", `${location.pathname}${location.search}#${row || ""}`);
    location.reload();
  };
  const save = async () => {
    const problem = dialog.querySelector(".problem");
    try {
      if (!$("add-reason").value.trim()) throw new Error("say why; it is kept in the log");
      const kind = $("add-kind").value;
      const made = await desk.post("/api/rows", { document: article.dataset.document, kind, ...(await locate()), fields: fields(kind), reason: $("add-reason").value });
      back(made.row);
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  dialog.querySelector("[data-save]").addEventListener("click", save);
  dialog.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); save(); } });

  // Taking decisions back, the newest first.
  const undoing = $("undo");
  let number = null;
  const undo = (entry) => {
    number = entry;
    $("undo-h").textContent = `Take decision ${entry} back: why?`;
    undoing.querySelector(".problem").hidden = true;
    undoing.showModal();
    $("undo-why").focus();
  };
  const taken = async () => {
    const problem = undoing.querySelector(".problem");
    try {
      if (!$("undo-why").value.trim()) throw new Error("say why; it is kept in the log");
      await desk.post(`/api/decisions/${number}/undo`, { reason: $("undo-why").value });
      back("");
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  const open_decisions = [...document.querySelectorAll("[data-undo]")];
  open_decisions.forEach((b) => b.addEventListener("click", () => undo(b.dataset.undo)));
  undoing.querySelector("[data-save]").addEventListener("click", taken);
  undoing.querySelector("[data-cancel]").addEventListener("click", () => undoing.close());
  undoing.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); taken(); } });
  document.addEventListener("keydown", (event) => {
    if (desk.typing(event) || event.key !== "z" || !open_decisions.length) return;
    event.preventDefault();
    undo(open_decisions[open_decisions.length - 1].dataset.undo);
  });
})();
