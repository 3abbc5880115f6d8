// The desk by single keys. What a key presses is marked in the page with data-key; without this
// script every button still works. Whoever finds the keys in the way switches them off in their list.
"use strict";

(() => {
  const list = document.getElementById("toetsen");
  const opener = document.getElementById("toetsen-tonen");
  const cards = [...document.querySelectorAll("article.card")].filter((card) => card.querySelector("[data-key]"));
  if (!list || !opener) return;

  const OFF = "gestand.toetsen-uit"; // kept in this browser
  const NEXT = "gestand.verder"; // kept in this tab, for the page after a decision
  const SKIPPED = "gestand.overgeslagen";
  const choice = list.querySelector("input[type=checkbox]");
  const skipped = new Set(JSON.parse(sessionStorage.getItem(SKIPPED) || "[]"));
  let last = null;

  const isOpen = (card) => !skipped.has(card.id);

  function goTo(card) {
    if (!card) return;
    last = card;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }

  function current() {
    return document.activeElement.closest("article.card[tabindex]") || last;
  }

  function step(by) {
    const from = cards.indexOf(current());
    const rest = by > 0 ? cards.slice(from + 1) : cards.slice(0, Math.max(from, 0)).reverse();
    goTo(rest.find(isOpen));
  }

  function dim(card) {
    const line = document.createElement("p");
    line.className = "meta skipped-line";
    line.textContent = document.getElementById("toetsen").dataset.saySkipped;
    card.prepend(line);
    card.classList.add("skipped");
  }

  function skip() {
    const card = current();
    if (!card || skipped.has(card.id)) return;
    skipped.add(card.id);
    sessionStorage.setItem(SKIPPED, JSON.stringify([...skipped]));
    dim(card);
    step(1);
  }

  // Press what the card marks with this key; a panel that opens takes the focus to its first field.
  function press(key) {
    const card = current() || cards.find(isOpen);
    const target = card && card.querySelector(`[data-key~="${CSS.escape(key)}"]`);
    if (!target) return false;
    goTo(card);
    if (target.matches("[type=radio]")) {
      target.click();
      if (!card.querySelector("button[data-key]")) step(1); // else its own button puts it down
      return true;
    }
    if (target.matches("input, textarea, select")) {
      target.focus();
      return true;
    }
    target.click();
    if (target.tagName === "SUMMARY" && target.parentElement.open) {
      target.parentElement.querySelector("select, textarea, input").focus();
    }
    return true;
  }

  // In the list of reasons a digit chooses one and sends it; the last one asks for words first.
  function choose(select, key) {
    const option = select.options[Number(key) - 1];
    if (!option) return false;
    select.value = option.value;
    const words = select.closest("details").querySelector("textarea");
    if (option === select.options[select.options.length - 1] && !words.value.trim()) {
      words.focus(); // the last reason is in one's own words
      return true;
    }
    select.closest("details").querySelector("button[type=submit]").click();
    return true;
  }

  const deeds = {
    n: () => step(1),
    p: () => step(-1),
    s: skip,
    u: () => document.querySelector(".notices button[type=submit]")?.click(),
    "?": () => list.showModal(),
  };

  function answer(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || list.open) return;
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && field) {
      const panel = field.closest("article.card details[open]");
      if (panel) panel.open = false;
      goTo(current());
      return;
    }
    if (choice.checked === false) return;
    const reasons = field?.matches("select[name=dismiss_reason]");
    if (field && !reasons && !field.matches("[type=radio]")) return;
    const key = event.key.toLowerCase();
    const deed = reasons ? /^[1-9]$/.test(key) && choose(field, key) : deeds[key] ? (deeds[key](), true) : press(key);
    if (deed) event.preventDefault();
  }

  cards.forEach((card) => {
    card.tabIndex = -1;
    card.addEventListener("focusin", () => (last = card));
    card.addEventListener("submit", () => {
      const after = cards.slice(cards.indexOf(card) + 1).map((one) => one.id);
      sessionStorage.setItem(NEXT, JSON.stringify({ path: location.pathname, after }));
    });
    card.querySelectorAll("select[name=dismiss_reason]").forEach((select) => {
      select.size = select.options.length; // all in sight, each with its digit
      [...select.options].forEach((option, index) => (option.textContent = `${index + 1}. ${option.textContent}`));
    });
    if (skipped.has(card.id)) dim(card);
  });

  choice.checked = localStorage.getItem(OFF) === null;
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "ja");
  });
  opener.hidden = false;
  opener.addEventListener("click", () => list.showModal());
  document.addEventListener("keydown", answer);

  // After a decision the next card has the focus, also when it moved up to this page.
  const told = JSON.parse(sessionStorage.getItem(NEXT) || "null");
  sessionStorage.removeItem(NEXT);
  if (told && told.path === location.pathname && !document.querySelector("[role=alert], .problems")) {
    const wanted = told.after.map((id) => document.getElementById(id)).find((card) => card && isOpen(card));
    goTo(wanted || cards.find(isOpen));
  }
})();
