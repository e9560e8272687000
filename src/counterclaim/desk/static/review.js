"use strict";
(() => {
  const row = document.getElementById("row");
  const dialog = document.getElementById("reason"), keys = document.getElementById("keys");
  const field = document.getElementById("field"), value = document.getElementById("value"), why = document.getElementById("why");
  const problem = dialog.querySelector(".problem");
  let task = null;
  const go = (name, done, judged) => {
    const query = new URLSearchParams(location.search);
    query.delete("done"); query.delete("judged");
    if (name) query.set("row", name); else query.delete("row");
    if (done) query.set("done", done);
    if (judged) query.set("judged", judged);
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
  // Statements that the row was compared with: one is chosen, j and k choose another.
  const others = [...document.querySelectorAll("#others .other")];
  const chosen = () => others.find((o) => o.hasAttribute("aria-current"));
  const choose = (step) => {
    const next = others[others.indexOf(chosen()) + step];
    if (!next) return;
    others.forEach((o) => o.removeAttribute("aria-current"));
    next.setAttribute("aria-current", "true");
    next.scrollIntoView({ block: "nearest" });
  };
  const judge = (other, verdict) => ask(verdict === "same" ? "The same matter: why?" : "Not the same matter: why?",
    (reason) => desk.post("/api/judgements", { one: row.dataset.row, other: other.dataset.other, verdict, reason }).then((made) => ({ judged: made.entry })));
  const unjudge = (number) => ask(`Take judgement ${number} back: why?`, (reason) => desk.post(`/api/judgements/${number}/undo`, { reason }).then(() => ({ stay: true })));
  const save = async () => {
    try {
      if (!why.value.trim()) throw new Error("say why; it is kept in the log");
      const made = await task(why.value);
      if (made.stay || made.judged) go(row ? row.dataset.row : "", null, made.judged); else go(row.dataset.next || row.dataset.row, made.entry);
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
  document.querySelectorAll("[data-undo-judgement]").forEach((b) => b.addEventListener("click", () => unjudge(b.dataset.undoJudgement)));
  others.forEach((o) => o.querySelectorAll("[data-verdict]").forEach((b) => b.addEventListener("click", () => judge(o, b.dataset.verdict))));
  document.querySelector("[data-keys]").addEventListener("click", () => keys.showModal());
  document.querySelectorAll("[data-do]").forEach((b) => b.addEventListener("click", () => review(b.dataset.do)));
  document.querySelector("[data-change]")?.addEventListener("click", change);
  document.addEventListener("keydown", (event) => {
    if (desk.typing(event)) return;
    // The newest first: the highest number of the log.
    const numbered = [...document.querySelectorAll("[data-undo], [data-undo-judgement]")];
    const last = numbered.sort((a, b) => Number(b.dataset.undo || b.dataset.undoJudgement) - Number(a.dataset.undo || a.dataset.undoJudgement))[0];
    const act = { "?": () => keys.showModal(), z: () => last && last.click(), j: () => choose(1), k: () => choose(-1),
      s: () => chosen() && judge(chosen(), "same"), x: () => chosen() && judge(chosen(), "not_same") };
    if (row) Object.assign(act, { a: () => review("confirmed"), r: () => review("rejected"), u: () => review("unsure"), f: change,
      n: () => row.dataset.next && go(row.dataset.next), p: () => row.dataset.before && go(row.dataset.before), d: () => { location.href = row.dataset.open; } });
    if (act[event.key]) { event.preventDefault(); act[event.key](); }
  });
})();
