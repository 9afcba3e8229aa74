/* What forms share; each also works without it. [data-money] and [data-count] get their dots while one types,
   [data-day] says its day in words, [data-fill] is a repair by one click, [data-send] sends its form once a file is
   chosen, a form is sent once while the server can be reached ([data-again], whose answer is a file: as often as it is
   asked for), and the summary of errors gets the focus. */
(function () {
  "use strict";
  var DOTTED = "[data-money], [data-count]", GROUPED = /^(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?$/;
  function dotted(text) {
    var parts = text.split(",");
    return parts[0].replace(/\./g, "").replace(/\B(?=(\d{3})+$)/g, ".") + (parts.length > 1 ? "," + parts[1] : "");
  }
  /* Dots that we set move as digits come and go; a dot or sign that a person types stays for the server to judge, so
     that 1.97 never becomes 197 nor the other way round. `before` is what stood there, and was ours to write anew. */
  function dress(field, event) {
    var before = field.cakupanBefore || "", ours = GROUPED.test(before), deleted = /^delete/.test(event.inputType || "");
    var typed = /^\d$/.test(event.data || "") || deleted, whole = /^[\d.]*(,\d*)?$/.test(field.value);
    if (whole && (GROUPED.test(field.value) || (ours && typed))) {
      var after = field.value.slice(field.selectionStart).replace(/\./g, "").length, shown = dotted(field.value);
      if (shown !== field.value) {
        field.value = shown;
        var at = shown.length, seen = 0;
        while (at > 0 && seen < after) { at -= 1; if (shown[at] !== ".") seen += 1; }
        field.setSelectionRange(at, at);
      }
    }
    field.cakupanBefore = field.value;
  }
  function inWords(text) {
    var day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()), iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
    if (!day && !iso) return "";
    var year = +(day ? day[3] : iso[1]), month = +(day ? day[2] : iso[2]), number = +(day ? day[1] : iso[3]);
    var found = new Date(Date.UTC(year, month - 1, number));
    if (found.getUTCMonth() !== month - 1 || year < 1900) return "";
    return new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(found);
  }
  function say(field) {
    var place = document.getElementById(field.id + "_kata");
    if (place) place.textContent = inWords(field.value) || place.getAttribute("data-usual") || "";
  }
  function ready(root) {
    root.querySelectorAll(DOTTED).forEach(function (field) {
      if (GROUPED.test(field.value)) field.value = dotted(field.value);
      field.cakupanBefore = field.value;
    });
    root.querySelectorAll("[data-day]").forEach(say);
    var first = root.querySelector("[data-focus]");
    if (first) first.focus();
  }
  document.addEventListener("input", function (event) {
    var field = event.target, part = field.closest(".field");
    if (field.matches(DOTTED) && !event.isComposing) dress(field, event);
    if (field.matches("[data-day]")) say(field);
    if (!part) return;
    part.classList.remove("from-paste", "from-auto");
    var origin = part.querySelector(".origin");
    if (origin) origin.remove();
  });
  document.addEventListener("click", function (event) {
    var repair = event.target.closest("[data-fill]");
    if (!repair) return;
    var field = document.getElementById(repair.getAttribute("data-for"));
    event.preventDefault();
    field.value = repair.getAttribute("data-fill");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-send]") && event.target.files.length) event.target.form.requestSubmit();
  });
  var LONGEST = 8000, LOST = "Jaringan terputus; isian tetap di halaman ini. Kirim lagi sesudah tersambung.";
  function tell(text) {
    var place = document.getElementById("belum-terkirim"), note = document.createElement("p");
    if (!place) return;
    note.className = "note note-bad";
    note.textContent = text;
    place.replaceChildren.apply(place, text ? [note] : []);
  }
  /* Null where the server answers; else what to say. A page that was left for a server that is gone would be lost. */
  function reach() {
    var waiting = new AbortController(), timer = setTimeout(function () { waiting.abort(); }, LONGEST);
    return fetch("/healthz", { cache: "no-store", signal: waiting.signal }).then(function (answer) {
      return answer.ok ? null : "Server belum dapat menyimpan; isian tetap di halaman ini. Kirim lagi sebentar lagi.";
    }, function () { return LOST; }).finally(function () { clearTimeout(timer); });
  }
  /* Signing in anew, in another tab, gives a new token; for whom the form was made, it says itself. */
  function token() { var found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie); return found ? found[1] : ""; }
  window.cakupanToken = token; /* for sign-out.js and contract-new.js, which come after this file */
  document.addEventListener("submit", function (event) {
    var form = event.target, field = form.elements.namedItem("csrfmiddlewaretoken"), by = event.submitter;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.hasAttribute("data-reached")) { form.removeAttribute("data-reached"); return; }
    event.preventDefault();
    if (form.hasAttribute("data-sent")) return;
    form.setAttribute("data-sent", "");
    tell("");
    reach().then(function (lost) {
      if (lost) { form.removeAttribute("data-sent"); tell(lost); return; }
      if (field && token()) field.value = token();
      form.setAttribute("data-reached", "");
      form.requestSubmit(by);
      form.removeAttribute("data-reached");
      if (form.hasAttribute("data-again")) form.removeAttribute("data-sent");
    });
  });
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb === "post" && token()) event.detail.parameters.csrfmiddlewaretoken = token();
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var held = event.detail.xhr.getResponseHeader("HX-Retarget") === "#belum-terkirim";
    if (held) event.detail.shouldSwap = true;
    else if (event.detail.requestConfig.verb === "post" && event.detail.xhr.status < 400) tell("");
  });
  document.addEventListener("htmx:sendError", function (event) {
    if (event.detail.requestConfig.verb === "post") tell(LOST);
  });
  window.addEventListener("online", function () {
    var place = document.getElementById("belum-terkirim");
    if (place && place.textContent === LOST) tell("");
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(function (form) { form.removeAttribute("data-sent"); });
  });
  document.addEventListener("htmx:afterSwap", function (event) { ready(event.detail.target.parentNode || document); });
  ready(document);
})();
