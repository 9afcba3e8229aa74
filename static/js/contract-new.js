/* Kontrak baru keeps what is typed: on the server a moment after each pause; in this browser only while the server
   cannot be reached, under the reader's own number, until it has been sent. The fields here hold no person. */
(function () {
  "use strict";
  var place = document.getElementById("draf-keadaan"), PREFIX = "cakupan-draf:", PAUSE = 700, AGAIN = 5000;
  if (!place) return;
  var own = PREFIX + place.dataset.user + ":", timer = null, saving = null, dirty = false, gone = false, asked = false, written = {};
  function form() { return document.getElementById("form-kontrak"); }
  function say(text, bad) {
    place.textContent = text;
    place.classList.toggle("saved-bad", !!bad);
  }
  function body(texts) {
    var data = new FormData();
    Object.keys(texts).forEach(function (name) { data.append(name, texts[name]); });
    data.set("csrfmiddlewaretoken", window.cakupanToken());
    return data;
  }
  function texts() {
    var found = {};
    new FormData(form()).forEach(function (value, name) {
      if (name !== "csrfmiddlewaretoken" && name !== "tempelan_baru" && typeof value === "string") found[name] = value;
    });
    return found;
  }
  function keepHere(found) {
    try { localStorage.setItem(own + found.kunci, JSON.stringify(found)); return true; } catch (error) { return false; }
  }
  function forget(key) { try { localStorage.removeItem(own + key); } catch (error) { /* nothing was kept */ } }
  function kept() {
    var found = [];
    try {
      Object.keys(localStorage).filter(function (name) { return name.indexOf(own) === 0; }).forEach(function (name) {
        found.push(JSON.parse(localStorage.getItem(name)));
      });
    } catch (error) { /* storage is closed, or holds what is not ours */ }
    return found;
  }
  function unreachable(found, why) {
    var here = keepHere(found);
    say(why + (here ? " Isian disimpan di peramban ini dulu." : " Jangan tutup halaman ini."), true);
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
  }
  /* What the server says to a draft; null where it cannot be reached, false where the reader is no longer signed in. */
  function send(found, leaving) {
    return fetch(place.dataset.save, { method: "POST", body: body(found), redirect: "manual", keepalive: !!leaving }).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 403) return false;
      return answer.ok ? answer.json() : null;
    }, function () { return null; });
  }
  function save(leaving) {
    clearTimeout(timer);
    if (!form()) return Promise.resolve(true);
    if (saving) return saving.then(function () { return dirty ? save() : true; });
    var found = texts();
    dirty = false;
    saving = send(found, leaving === true).then(function (told) {
      saving = null;
      if (told === null || told === false) {
        dirty = true;
        unreachable(found, told === null ? "Jaringan terputus." : "Sesi Anda berakhir; masuk lagi.");
        if (told === false) door();
        return false;
      }
      forget(found.kunci);
      if (told.made) { say("Formulir ini sudah tersimpan sebagai kontrak."); return true; }
      written = { key: told.key, version: told.version };
      form().elements.kunci.value = told.key;
      form().elements.versi.value = told.version;
      history.replaceState(history.state, "", "?draf=" + told.key);
      say(told.other ? "Draf ini diubah di jendela lain; yang di sini disimpan terpisah, " + told.at : "Draf tersimpan " + told.at);
      return true;
    });
    return saving;
  }
  function door() {
    var link = document.createElement("a");
    link.href = place.dataset.door + "?next=" + encodeURIComponent(location.pathname + "?draf=" + form().elements.kunci.value);
    link.textContent = "Masuk lagi";
    place.append(" ", link);
  }
  /* What stayed in this browser goes to the server; the form that is open is filled, others become drafts. */
  function recover() {
    var open = form().elements.kunci.value, last = "";
    return kept().reduce(function (before, found) {
      return before.then(function () {
        if (found.kunci === open) {
          Object.keys(found).forEach(function (name) {
            var field = form().elements[name];
            if (field && !(field instanceof RadioNodeList) && name !== "versi") field.value = found[name];
          });
          return save().then(function () { document.body.dispatchEvent(new CustomEvent("reckon")); });
        }
        return send(found).then(function (told) {
          if (!told) return;
          forget(found.kunci);
          if (told.key) last = told.key;
        });
      });
    }, Promise.resolve()).then(function () { if (last && !dirty) location.replace("?draf=" + last); });
  }
  document.addEventListener("input", function (event) {
    if (!form() || !form().contains(event.target) || event.target.id === "tempel") return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  document.addEventListener("visibilitychange", function () { if (document.hidden && dirty && !gone) save(true); });
  window.addEventListener("online", function () { if (dirty) save(); });
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var to = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!to || event.detail.elt !== form()) return;
    clearTimeout(timer);
    gone = true;
    forget(form().elements.kunci.value);
  });
  document.addEventListener("htmx:sendError", function (event) {
    if (event.detail.elt === form()) unreachable(texts(), "Jaringan terputus: kontrak belum tersimpan. Tekan Simpan lagi sesudah tersambung.");
  });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.elt !== form()) return;
    if (event.detail.xhr.status === 403) unreachable(texts(), "Belum terkirim; masuk lagi.");
    else unreachable(texts(), "Server belum dapat menyimpan. Tekan Simpan lagi sebentar lagi.");
  });
  /* Before anybody signs out (sign-out.js, which sends what was kept of other drafts), what stands here is sent. */
  window.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-sign-out]") || !dirty || (asked && keepHere(texts()))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked = true;
    save().then(function (done) { if (done) event.target.requestSubmit(); else say("Belum keluar: isian belum terkirim ke server.", true); });
  }, true);
  document.addEventListener("htmx:afterSwap", function () {
    /* A form that was on its way while its draft was kept comes back with the version before that. */
    var fields = form() && form().elements;
    if (fields && fields.kunci.value === written.key && Number(fields.versi.value) < written.version) fields.versi.value = written.version;
    if (form() && form().elements.tempelan.value) save();
  });
  document.addEventListener("paste", function (event) {
    if (event.target.id === "tempel") setTimeout(function () { document.getElementById("baca-tempelan").click(); });
  });
  recover();
})();
