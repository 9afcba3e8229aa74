/* Small behaviours shared by all pages; every page also works without this file. */
(function () {
  "use strict";
  function closeMenus(except) {
    document.querySelectorAll("details.pop[open]").forEach(function (menu) {
      if (menu !== except) menu.removeAttribute("open");
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.pop"));
    var see = event.target.closest("[data-password]");
    if (!see) return;
    var field = document.getElementById(see.getAttribute("data-password")), shown = field.type === "password";
    field.type = shown ? "text" : "password";
    see.setAttribute("aria-pressed", String(shown));
    see.textContent = shown ? "Sembunyikan" : "Tampilkan";
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.querySelector("details.pop[open]");
    if (!open) return;
    closeMenus();
    open.querySelector("summary").focus();
  });
  document.addEventListener("htmx:configRequest", function (event) {
    var asked = event.detail.parameters;
    if (event.detail.verb !== "get") return;
    Object.keys(asked).forEach(function (name) { if (asked[name] === "") delete asked[name]; });
  });
  document.addEventListener("htmx:afterSettle", function () {
    var list = document.getElementById("daftar");
    if (list && document.activeElement === document.body) list.focus({ preventScroll: true });
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-sign-out]")) return;
    try {
      Object.keys(localStorage).filter(function (name) { return name.indexOf("cakupan-draf:") === 0; })
        .forEach(function (name) { localStorage.removeItem(name); });
    } catch (error) { /* storage is closed: nothing was kept */ }
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submit]") && event.target.value) event.target.form.requestSubmit();
  });
})();
