// Files that are dropped anywhere on the form go into its file field; without this script the field
// itself takes them. While the server reads, the page says so.
"use strict";

(() => {
  const form = document.querySelector("form.upload");
  const field = document.getElementById("stukken");
  const busy = document.getElementById("bezig");
  if (!form || !field || !busy) return;

  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.focus();
    const { sayOne, sayMany } = field.dataset;
    busy.textContent = field.files.length === 1 ? sayOne : sayMany.replace("{count}", field.files.length);
  });
  form.addEventListener("submit", () => {
    if (field.files.length) busy.textContent = field.dataset.sayBusy;
  });
})();
