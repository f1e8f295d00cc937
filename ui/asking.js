// What is asked on the pages: of the server in the instant after 停止, and of the reader before something is changed; and what
// was typed and not sent yet, over a page that is loaded anew. Uses what `page.js` says.
"use strict";

// --- a question asked in the instant after 停止 ---

// Gradio takes none until the server has called the last one off, and says neither that nor when: so Enter is pressed
// again until the question is taken.
let stoppedAt = -Infinity;
let pressing = 0;
const turnCount = () => document.querySelectorAll("#conversation .turn").length;

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#question .stop-button")) stoppedAt = event.timeStamp;
});
document.addEventListener("keydown", (event) => {
  const enter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!enter || event.timeStamp - stoppedAt > 5000 || !event.target.matches("#question textarea")) return;
  clearTimeout(pressing);
  pressing = setTimeout(press, 100, event.target, event.target.value, turnCount(), 50);
});

function press(box, question, turns, times) {
  const button = document.querySelector("#question .submit-button");
  if (!times || turnCount() !== turns || box.value !== question) return;
  // While a question is on its way the button to stop it stands here instead.
  if (button.checkVisibility()) button.click();
  pressing = setTimeout(press, 100, box, question, turns, times - 1);
}

// --- a question back to the reader ---

// It may open out of sight: it is brought there, and the keyboard goes on in it. Esc calls it off, as its last button does;
// where it ends, the keyboard is where it was.
const PANELS = { confirm: "remove", correct: "wrong" };
const open = new Map(); // panel -> the button that opened it, and its place among its like

const buttonsOf = (id) => [...document.querySelectorAll(`[data-do="${PANELS[id]}"]`)];

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  const id = Object.keys(PANELS).find((name) => PANELS[name] === button?.dataset.do);
  if (id) open.set(id, { button, place: buttonsOf(id).indexOf(button), shown: false });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const called = Object.keys(PANELS).map((id) => document.querySelector(`#${id} .buttons button:last-child`));
  const button = called.find((each) => each?.checkVisibility());
  if (!button) return;
  event.preventDefault();
  button.click();
});

function askedBack() {
  for (const id of Object.keys(PANELS)) {
    const field = document.querySelector(`#${id} :is(textarea, .buttons button:last-child)`);
    const now = Boolean(field?.checkVisibility());
    const asked = open.get(id);
    if (now && asked && !asked.shown) {
      asked.shown = true;
      bring(document.getElementById(id), "nearest");
      field.focus({ preventScroll: true });
    } else if (!now && asked?.shown && !document.getElementById(id)?.checkVisibility() && onItsPage(id)) {
      open.delete(id);
      goBack(id, asked);
    }
  }
}

// A panel on a page that is not looked at is hidden, and not closed.
const onItsPage = (id) => document.getElementById(id === "confirm" ? "find-file" : "question")?.checkVisibility();

function goBack(id, { button, place }) {
  // What was changed is listed anew a moment later.
  for (const wait of [0, 150, 500]) {
    setTimeout(() => {
      const active = document.activeElement;
      if (active && active !== document.body && active.checkVisibility()) return;
      const same = buttonsOf(id).find((each) => ["id", "turn"].every((key) => each.dataset[key] === button.dataset[key]));
      // A document that was removed leaves its place to the next one; an answer that was corrected stays.
      const next = buttonsOf(id)[Math.min(place, buttonsOf(id).length - 1)] ?? document.querySelector("#find-file :is(input, textarea)");
      (same ?? (id === "confirm" ? next : document.getElementById(`t${button.dataset.turn}`)))?.focus();
    }, wait);
  }
}

// --- what was typed and not sent yet ---

// Gradio loads the page anew when a lost connection is there again, and the other language is another page.
const TYPED = ["#question textarea", "#draft textarea", "#draft-day :is(input, textarea)", "#profile textarea"];
const STORE = "policy-qa-typed";
const typed = new Map(Object.entries(JSON.parse(sessionStorage.getItem(STORE) || "{}")));
let leaving = false;

function refill() {
  for (const [selector, value] of typed) {
    const box = document.querySelector(selector);
    if (!box) continue;
    typed.delete(selector);
    if (box.value || !value) continue;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

addEventListener("pagehide", () => {
  if (leaving || !document.getElementById("pages")) return;
  // A question that is being answered is kept with the conversation.
  const asked = document.querySelector("#conversation .turn .working") ? TYPED[0] : "";
  const values = TYPED.filter((selector) => selector !== asked).map((selector) => [selector, document.querySelector(selector)?.value ?? typed.get(selector) ?? ""]);
  sessionStorage.setItem(STORE, JSON.stringify(Object.fromEntries(values)));
});

// Whoever signs out leaves nothing to the next one at this machine.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "leave") return;
  leaving = true;
  sessionStorage.removeItem(STORE);
  localStorage.removeItem("policy-qa-conversation");
});

new MutationObserver(() => {
  askedBack();
  refill();
}).observe(document, { childList: true, subtree: true });
