/* Small behaviours shared by all pages; every page also works without this file. */
(function () {
  "use strict";
  function closeMenus(except) {
    document.querySelectorAll("details.pop[open]").forEach(function (menu) {
      if (menu !== except) menu.removeAttribute("open");
    });
  }
  /* One passport serves all rows of a table: before it opens, the row's button writes the row's own numbers into it. */
  function fill(opener) {
    var passport = document.getElementById(opener.getAttribute("popovertarget")), texts = opener.dataset.parts.split("|");
    if (passport.matches(":popover-open") && passport.dataset.filled !== opener.dataset.fills) passport.hidePopover();
    passport.dataset.filled = opener.dataset.fills;
    passport.querySelector(".pp-title").textContent = opener.getAttribute("aria-label").replace(/^[^:]*: /, "");
    passport.querySelector("[data-result]").textContent = opener.dataset.result;
    passport.querySelector("[data-print]").textContent = opener.dataset.print;
    passport.querySelectorAll("[data-role]").forEach(function (part, at) { part.textContent = texts[at]; });
  }
  /* A click on a figure opens its passport as its "i" does; a figure that is a link stays one. */
  function openPassportOf(figure) {
    var slug = figure.dataset.passport, row = figure.closest("tr") || document;
    var openers = '[data-fills="' + slug + '"], [popovertarget="paspor-' + slug + '"]:not([popovertargetaction])';
    var opener = row.querySelector(openers) || document.querySelector(openers);
    if (!opener) return;
    opener.focus({ preventScroll: true });
    opener.click();
  }
  /* What stands in the field that the button names goes to the clipboard; where that is not allowed it is marked, and said. */
  function copy(button) {
    var field = document.getElementById(button.getAttribute("data-copy")), said = button.querySelector("[aria-live]");
    function marked() { said.textContent = "Tertanda, salin sendiri"; }
    field.select();
    if (!navigator.clipboard) return marked();
    navigator.clipboard.writeText(field.value).then(function () { said.textContent = "Tersalin"; }, marked);
  }
  /* "/" leads to the search, unless somebody is typing. */
  document.addEventListener("keydown", function (event) {
    var box = document.getElementById("cari-bar");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || !box.offsetParent) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.pop"));
    var opener = event.target.closest("[data-fills]"), number = event.target.closest("data, td.num");
    var figure = number && number.closest("[data-passport]");
    if (opener) fill(opener);
    if (figure && !number.closest("a, button, summary, label")) openPassportOf(figure);
    if (event.target.closest("[data-print-page]")) window.print();
    if (event.target.closest("[data-copy]")) copy(event.target.closest("[data-copy]"));
    var see = event.target.closest("[data-password]");
    if (!see) return;
    var field = document.getElementById(see.getAttribute("data-password")), shown = field.type === "password";
    field.type = shown ? "text" : "password";
    see.setAttribute("aria-pressed", String(shown));
    see.textContent = shown ? "Sembunyikan" : "Tampilkan";
  });
  /* The browser's own words for a file stand in its own language; over them lie ours, with the name of what was chosen. */
  function tell(picker) {
    var name = picker.parentElement.querySelector(".pick-name"), files = Array.from(picker.files);
    if (files.length) name.textContent = files.map(function (file) { return file.name; }).join(", ");
  }
  document.addEventListener("change", function (event) { if (event.target.closest(".pick")) tell(event.target); });
  document.querySelectorAll(".pick input").forEach(tell);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.querySelector("details.pop[open]");
    if (!open) return;
    closeMenus();
    open.querySelector("summary").focus();
  });
  /* On a phone what is secondary begins folded away; it stands open where there is room, and on paper. */
  var phone = window.matchMedia("(max-width: 900px)"), folds = document.querySelectorAll("details[data-phone-fold]");
  function fold(open) { folds.forEach(function (one) { one.open = open; }); }
  if (phone.matches) fold(false);
  phone.addEventListener("change", function () { if (!phone.matches) fold(true); });
  window.addEventListener("beforeprint", function () { fold(true); });
  document.addEventListener("htmx:configRequest", function (event) {
    var asked = event.detail.parameters;
    if (event.detail.verb !== "get") return;
    Object.keys(asked).forEach(function (name) { if (asked[name] === "") delete asked[name]; });
  });
  document.addEventListener("htmx:afterSettle", function () {
    var list = document.getElementById("daftar");
    if (list && document.activeElement === document.body) list.focus({ preventScroll: true });
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submit]") && event.target.value) event.target.form.requestSubmit();
  });
})();
