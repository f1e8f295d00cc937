// What the pages do in the browser: ways between a marker and its quotation, tabs in the address, light and dark,
// copying, saving, sending files. Nothing is fetched from elsewhere, and links work without it.
"use strict";

const language = document.documentElement.lang;
const english = language === "en";
const say = (chinese, other) => (english ? other : chinese);

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function bring(element, block) {
  element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

function show(target, block) {
  // The evidence of a row of findings is in the row below.
  for (const box of target.querySelectorAll(":scope > details.evidence")) box.open = true;
  for (const box of target.matches(".findings tr") ? target.parentElement.querySelectorAll("details.evidence") : []) box.open = true;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  bring(target, block);
  target.focus({ preventScroll: true });
}

// --- light and dark ---

const dark = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  const wanted = localStorage.getItem("policy-qa-theme");
  const now = wanted ? wanted === "dark" : dark.matches;
  // The plain pages follow the class of the root, Gradio's that of the body.
  for (const element of [document.documentElement, document.body]) element?.classList.toggle("dark", now);
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const words = now ? say("浅色", "Light") : say("深色", "Dark");
    if (button.textContent !== words) button.textContent = words;
  }
}

dark.addEventListener("change", theme);
if (document.body) theme();
document.addEventListener("DOMContentLoaded", theme);

// --- on paper ---

// The evidence is printed with what rests on it. What was folded far from a quotation stays folded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:is(.evidence, .earlier, .clauses):not([open])")];
  for (const box of unfolded) box.open = true;
});
addEventListener("afterprint", () => { for (const box of unfolded) box.open = false; });

// --- clicks ---

// The way back from a paragraph that several measures cite leads to the one whose marker was followed.
function origin(link) {
  const marker = link.matches(".back") && document.querySelector("a.marker.current");
  const mark = marker && document.getElementById(marker.hash.slice(1));
  return mark && mark.closest(".source") === link.closest(".source") ? marker.closest(".measure") : null;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.isTrusted && event.target.closest('[role="tab"]')) going &&= "";
  const copy = event.target.closest("[data-copy]");
  if (copy) copied(copy);
  if (event.target.closest("[data-theme-switch]")) {
    localStorage.setItem("policy-qa-theme", document.body.classList.contains("dark") ? "light" : "dark");
    theme();
  }
  // The link's own way would change the address, and with it reload the page where it carries a query.
  const link = event.target.closest("a.marker, a.back, a.figure");
  const target = link && (origin(link) ?? document.getElementById(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
  if (!link.matches(".back")) {
    for (const part of [link, target, target.closest(".source")]) part?.classList.add("current");
    show(target, "center");
  } else {
    target.classList.add("current");
    show(target, target.matches(".turn, .measure") ? "start" : "center");
  }
});

async function copied(button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Pages served without encryption have no clipboard: the old way still works.
    const box = document.createElement("textarea");
    box.value = button.dataset.copy;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  button.textContent = say("已复制", "Copied");
  setTimeout(() => { button.textContent = words; }, 2000);
}

// --- saving what was exported ---

window.addEventListener("save", (event) => {
  const file = JSON.parse(event.detail);
  if (file.said) { tell(file.said); return; }
  const bytes = Uint8Array.from(atob(file.data), (character) => character.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});

// A line at the lower edge, for a while: it belongs to no place of the page.
function tell(words) {
  document.getElementById("said")?.remove();
  const line = document.createElement("p");
  line.id = "said";
  line.setAttribute("role", "alert");
  line.textContent = words;
  (document.querySelector(".gradio-container .contain") ?? document.body).append(line);
  setTimeout(() => line.remove(), 12000);
}

// --- sending files ---

function send(file, purpose, line) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const done = (ticket, words) => {
      line.className = ticket ? "done" : "failed";
      line.textContent = `${file.name}${say("：", ": ")}${words}`;
      resolve(ticket);
    };
    request.upload.onprogress = (event) => {
      line.textContent = `${file.name}${say("：已传", ": sent")} ${Math.floor((event.loaded / (event.total || 1)) * 100)}%`;
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* told below */ }
      if (answer.ticket) done(answer.ticket, say("已上传", "sent"));
      else done(null, answer.error || say("没有上传成功，请重试", "not sent, please try again"));
    };
    request.onerror = () => done(null, say("连接中断，请重试", "connection lost, please try again"));
    request.open("POST", `/stage?for=${purpose}&lang=${language}&name=${encodeURIComponent(file.name)}`);
    request.send(file);
  });
}

async function sendAll(input, files) {
  const place = input.closest(".drop");
  const lines = place.parentElement.querySelector(".sending");
  const tickets = [];
  lines.replaceChildren();
  place.classList.add("busy");
  for (const file of input.multiple ? files : files.slice(0, 1)) {
    const line = document.createElement("li");
    line.textContent = `${file.name}${say("：", ": ")}…`;
    lines.append(line);
    const ticket = await send(file, input.dataset.stage, line);
    if (ticket) tickets.push(ticket);
  }
  place.classList.remove("busy");
  input.value = "";
  if (tickets.length) {
    // The server goes on from here with lines of its own.
    for (const line of lines.querySelectorAll(".done")) line.remove();
    place.dispatchEvent(new CustomEvent("staged", { bubbles: true, detail: { tickets } }));
  }
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches?.("input[data-stage]") && input.files.length) sendAll(input, [...input.files]);
});
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const place = event.target.closest?.(".drop");
    // A file that misses the place must not replace the page.
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    place?.classList.toggle("over", name === "dragover");
    if (place && name === "drop") sendAll(place.querySelector("input"), [...event.dataTransfer.files]);
  });
}

// --- tabs in the address ---

// Each page is a step: the way back leads to the page before, and not out of the application with a draft on it.
// `going`: the tab that the address asks for and that is chosen a moment later; null until the page has its tabs.
let going = null;
const chosen = (tab) => tab.getAttribute("aria-selected") === "true";
const allTabs = () => [...document.querySelectorAll('#pages > .tab-wrapper [role="tab"]')];

function addressed() {
  const wanted = allTabs().find((tab) => tab.id === `page-${location.hash.slice(1) || "ask"}-button`);
  going = wanted && !chosen(wanted) ? wanted.id : "";
  if (going) wanted.click();
}

function tabs() {
  const now = allTabs().find(chosen);
  if (now && going === null) { addEventListener("hashchange", addressed); addressed(); return; }
  if (!now || (going && going !== now.id)) return;
  going = "";
  const name = now.id.replace(/^page-|-button$/g, "");
  if (location.hash !== `#${name}` && (location.hash || name !== "ask")) history.pushState(null, "", `#${name}`);
}

// --- what Gradio says in English only ---

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

// --- a new answer stays in sight until the reader moves ---

let turns = 0;
let following = false;
for (const move of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  document.addEventListener(move, () => { following = false; }, { passive: true });
}

function follow() {
  const shown = document.querySelectorAll("#conversation .turn");
  const asked = shown.length > turns && shown[shown.length - 1].querySelector(".working");
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
}

// --- what came out ---

// On a phone a result comes below the form, beside a long form above its end: it is brought into sight when it begins.
const results = new Map();

function arrived() {
  for (const id of ["checked", "measures"]) {
    const box = document.getElementById(id);
    const busy = Boolean(box?.querySelector(".working"));
    if (box && busy && !results.get(id) && (innerWidth < 800 || box.getBoundingClientRect().y < 0)) bring(box, "start");
    results.set(id, busy);
  }
}

new MutationObserver(() => {
  if (!english) document.querySelectorAll(".toast-wrap").forEach(translate);
  // Gradio says that the page is in the language of the browser; it is in its own.
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
  theme();
  tabs();
  follow();
  arrived();
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["aria-selected", "lang"] });

// A plain page opens at its quotation.
document.addEventListener("DOMContentLoaded", () => {
  const quote = document.body.matches(".document") && document.getElementById("quote");
  if (quote) { bring(quote, "center"); quote.focus({ preventScroll: true }); }
});
