"use strict";
(() => {
  const row = document.getElementById("row");
  const dialog = document.getElementById("reason"), keys = document.getElementById("keys");
  const field = document.getElementById("field"), value = document.getElementById("value"), why = document.getElementById("why");
  const problem = dialog.querySelector(".problem");
  let task = null;
  const go = (name, done) => {
    const query = new URLSearchParams(location.search);
    query.delete("done");
    if (name) query.set("row", name); else query.delete("row");
    if (done) query.set("done", done);
    location.href = `/review?${query}`;
  };
  const choices = () => {
    const list = document.getElementById("choices");
    list.replaceChildren(...(field.selectedOptions[0]?.dataset.choices || "").split("|").filter(Boolean).map((c) => { const o = document.createElement("option"); o.value = c; return o; }));
  };
  const ask = (title, made, withField) => {
    task = made;
    document.getElementById("reason-h").textContent = title;
    dialog.querySelectorAll("[data-field]").forEach((p) => { p.hidden = !withField; });
    problem.hidden = true;
    why.value = "";
    choices();
    dialog.showModal();
    (withField ? field : why).focus();
  };
  const review = (status) => ask({ confirmed: "Accept: why?", rejected: "Reject: why?", unsure: "Unsure: why?" }[status],
    (reason) => desk.post("/api/decisions", { row: row.dataset.row, field: "review", value: status, reason }));
  const read = (words) => { try { return JSON.parse(words); } catch { return words; } };
  const change = () => ask("Change a field", (reason) => {
    if (!value.value.trim()) throw new Error("give the new value");
    const made = read(value.value.trim());
    return desk.post("/api/decisions", { row: row.dataset.row, field: field.value, value: typeof made === "object" && made !== null ? value.value : made, reason });
  }, true);
  const undo = (number) => ask(`Take decision ${number} back: why?`, (reason) => desk.post(`/api/decisions/${number}/undo`, { reason }).then(() => ({ stay: true })));
  const save = async () => {
    try {
      if (!why.value.trim()) throw new Error("say why; it is kept in the log");
      const made = await task(why.value);
      if (made.stay) go(row ? row.dataset.row : ""); else go(row.dataset.next || row.dataset.row, made.entry);
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  field.addEventListener("change", choices);
  dialog.querySelector("[data-save]").addEventListener("click", save);
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (e) => { if (e.key === "Enter" && e.target.tagName === "INPUT") { e.preventDefault(); save(); } });
  document.querySelectorAll("[data-undo]").forEach((b) => b.addEventListener("click", () => undo(b.dataset.undo)));
  document.querySelector("[data-keys]").addEventListener("click", () => keys.showModal());
  document.querySelectorAll("[data-do]").forEach((b) => b.addEventListener("click", () => review(b.dataset.do)));
  document.querySelector("[data-change]")?.addEventListener("click", change);
  document.addEventListener("keydown", (event) => {
    if (desk.typing(event)) return;
    const last = [...document.querySelectorAll("[data-undo]")].map((b) => Number(b.dataset.undo)).reduce((a, b) => Math.max(a, b), 0);
    const act = { "?": () => keys.showModal(), z: () => last && undo(last) };
    if (row) Object.assign(act, { a: () => review("confirmed"), r: () => review("rejected"), u: () => review("unsure"), f: change,
      n: () => row.dataset.next && go(row.dataset.next), p: () => row.dataset.before && go(row.dataset.before), d: () => { location.href = row.dataset.open; } });
    if (act[event.key]) { event.preventDefault(); act[event.key](); }
  });
})();
