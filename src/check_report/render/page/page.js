
"use strict";
(() => {
  const form = document.querySelector(".filters");
  const findings = [...document.querySelectorAll(".finding")];
  const groups = [...document.querySelectorAll(".group")];
  const files = [...document.querySelectorAll(".file")];

  const offer = (select, elements, name) => {
    const values = new Map(elements.map((element) => [element.dataset[name], element.dataset.title]));
    for (const [value, title] of [...values].sort(([, a], [, b]) => a.localeCompare(b))) {
      select.add(new Option(title, value));
    }
  };

  const filter = () => {
    const chosen = new FormData(form);
    const severities = chosen.getAll("severity");
    const isShown = (group, file) =>
      severities.includes(group.dataset.severity) &&
      ["", group.dataset.rule].includes(chosen.get("rule")) &&
      ["", file.dataset.table].includes(chosen.get("table"));
    for (const file of files) {
      const inside = groups.filter((group) => file.contains(group));
      for (const group of inside) group.hidden = !isShown(group, file);
      file.hidden = inside.every((group) => group.hidden);
    }
    const shown = findings.filter((finding) => !finding.closest("[hidden]")).length;
    const output = form.querySelector("output");
    output.value = output.dataset.words.replace("{shown}", shown).replace("{total}", findings.length);
  };

  const goToTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("finding")) return;
    if (target.closest("[hidden]")) {
      form.reset();
      filter(); // at once: what is hidden cannot take the focus
    }
    requestAnimationFrame(() => {
      target.scrollIntoView({ block: "start" });
      target.focus({ preventScroll: true });
    });
  };

  const showWrongCells = () => {
    for (const excerpt of document.querySelectorAll(".excerpt")) {
      const cell = excerpt.querySelector("td.wrong");
      if (cell) excerpt.scrollLeft = cell.offsetLeft - (excerpt.clientWidth - cell.offsetWidth) / 2;
    }
  };

  if (form) {
    offer(form.elements.rule, groups, "rule");
    offer(form.elements.table, files, "table");
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    form.reset();
    addEventListener("hashchange", goToTarget);
    showWrongCells();
    goToTarget();
  }
})();
