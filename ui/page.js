// Makes the way between a marker and its quotation smooth. Without it the markers are plain links and still work.
"use strict";

document.documentElement.lang = "zh-CN";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function show(target, block) {
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
}

// The link's own way would change the address, and with it reload the page where it carries a query.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.marker, a.back");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
  if (link.matches(".marker")) {
    for (const part of [link, target, target.closest(".source")]) part.classList.add("current");
    show(target, "center");
  } else {
    show(target, "start");
  }
});

// A new question is brought to the top, and its evidence too; nothing moves while the answer grows.
let turns = 0;
new MutationObserver(() => {
  const shown = document.querySelectorAll("#conversation .turn");
  const asked = shown.length > turns;
  turns = shown.length;
  if (!asked) return;
  const latest = shown[turns - 1];
  latest.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  document.getElementById("evidence").scrollTop = 0;
  // A button that asked has vanished: whoever uses the keyboard goes on from the answer.
  if (!document.activeElement || document.activeElement === document.body || !document.activeElement.checkVisibility()) {
    latest.focus({ preventScroll: true });
  }
}).observe(document.body, { childList: true, subtree: true });
