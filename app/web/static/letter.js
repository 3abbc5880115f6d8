// Selecting words in a letter with a mouse or finger: the bar below then leads to the form for those
// words. Without this script a clerk ticks whole sentences on the page "Woorden kiezen".
"use strict";

(() => {
  const text = document.getElementById("tekst");
  const bar = document.getElementById("kiesbalk");
  if (!text || !bar || !text.dataset.commitment) return;
  const shown = document.getElementById("keuze");
  const links = {
    maak: text.dataset.commitment,
    koppel: text.dataset.link,
    noem: text.dataset.motion,
    meld: text.dataset.statement,
  };
  const LONGEST = 90;

  // The place in the clean text of a point in the page; null outside the text itself.
  function placeOf(node, offset, atEnd) {
    let point = node;
    let within = offset;
    if (point.nodeType !== Node.TEXT_NODE) {
      const child = point.childNodes[atEnd ? offset - 1 : offset];
      if (!child) return null;
      const walker = document.createTreeWalker(child, NodeFilter.SHOW_TEXT);
      const first = child.nodeType === Node.TEXT_NODE ? child : walker.nextNode();
      if (!first) return null;
      point = first;
      within = 0;
      if (atEnd) {
        for (let next = walker.nextNode(); next; next = walker.nextNode()) point = next;
        within = point.data.length;
      }
    }
    const part = point.parentElement.closest("[data-s]");
    if (!part || point.parentElement.closest(".visually-hidden")) return null;
    return Number(part.dataset.s) + [...point.data.slice(0, within)].length;
  }

  function follow() {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const words = range && text.contains(range.commonAncestorContainer) ? selection.toString().trim() : "";
    const start = words ? placeOf(range.startContainer, range.startOffset, false) : null;
    const end = words ? placeOf(range.endContainer, range.endOffset, true) : null;
    if (start === null || end === null || end <= start) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    for (const [id, address] of Object.entries(links)) {
      document.getElementById(id).href = `${address}?start=${start}&end=${end}`;
    }
    const short = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
    shown.textContent = shown.dataset.sayChosen.replace("{words}", () => short);
    bar.hidden = false;
  }

  document.addEventListener("selectionchange", follow);
  follow(); // words may have been selected before this script came in
})();
