// Makes the way between a marker and its quotation smooth, and keeps a new answer in sight. Without it the markers
// are plain links and still work.
"use strict";

document.documentElement.lang = "zh-CN";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function bring(element, block) {
  element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

function show(target, block) {
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  bring(target, block);
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

// Gradio says this in English only.
const WORDS = new Map([
  ["Error", "连接中断"],
  ["Connection to the server was lost. Attempting reconnection...", "与服务的连接断开了，正在重新连接…"],
]);

function translate(box) {
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = WORDS.get(texts.currentNode.data.trim());
    if (words) texts.currentNode.data = words;
  }
}

// A new question is brought to the top and kept there while its answer grows, until the reader moves.
let turns = 0;
let following = false;
for (const move of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  document.addEventListener(move, () => { following = false; }, { passive: true });
}

new MutationObserver(() => {
  document.querySelectorAll(".toast-wrap").forEach(translate);
  const shown = document.querySelectorAll("#conversation .turn");
  const asked = shown.length > turns;
  turns = shown.length;
  if (!turns) return;
  const latest = shown[turns - 1];
  if (asked) {
    following = true;
    document.getElementById("evidence").scrollTop = 0;
    // A button that asked has vanished: whoever uses the keyboard goes on from the answer.
    const active = document.activeElement;
    if (!active || active === document.body || !active.checkVisibility()) latest.focus({ preventScroll: true });
  }
  if (following) bring(latest, "start");
  if (!latest.querySelector(".working")) following = false;
}).observe(document.body, { childList: true, subtree: true, characterData: true });
