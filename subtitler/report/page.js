"use strict";

const form = document.querySelector("#filters");
const shownCount = form.querySelector("output");
const cues = [...document.querySelectorAll(".cue")].map((element) => ({
  element,
  text: element.querySelector(".sides").textContent.toLowerCase() + element.dataset.speaker.toLowerCase(),
  issues: [...element.querySelectorAll(".issues li")],
}));

function filter() {
  const severity = form.elements.severity.value;
  const rule = form.elements.rule.value;
  const words = form.elements.text.value.trim().toLowerCase();
  let count = 0;
  for (const cue of cues) {
    let fitting = 0;
    for (const issue of cue.issues) {
      issue.hidden = !((!severity || issue.dataset.severity === severity) && (!rule || issue.dataset.rule === rule));
      fitting += !issue.hidden;
    }
    cue.element.hidden = !((fitting || !form.elements.troubled.checked) && cue.text.includes(words));
    count += !cue.element.hidden;
  }
  shownCount.value = `${count} of ${cues.length} cues shown`;
}

// Who picks a severity or a rule looks for its issues.
function pick() {
  form.elements.troubled.checked = Boolean(form.elements.severity.value || form.elements.rule.value);
  filter();
}

// A cue that a link leads to must be in sight.
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.hidden) {
    form.reset();
    filter();
    target.scrollIntoView();
  }
}

form.elements.severity.addEventListener("change", pick);
form.elements.rule.addEventListener("change", pick);
form.elements.troubled.addEventListener("change", filter);
form.elements.text.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
window.addEventListener("hashchange", reveal);
for (const link of document.querySelectorAll("a[data-rule]")) {
  link.addEventListener("click", () => {
    form.reset();
    form.elements.rule.value = link.dataset.rule;
    pick();
  });
}
form.hidden = false;
filter();
