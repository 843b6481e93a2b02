// Puts a former translation into its field, to be brought up to date there. Without it, people copy.
for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.take);
    field.value = button.parentElement.querySelector("[data-words]").textContent;
    field.focus();
  });
}
