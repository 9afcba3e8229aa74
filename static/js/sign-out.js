/* At sign-out, what this browser keeps of the reader's own drafts goes to the server and is then erased; what cannot be
   sent stays here, under the reader's number, and is offered on return. Drafts of others are left alone. */
(function () {
  "use strict";
  var LONGEST = 8000, warned = false;
  function kept(user) {
    var own = "cakupan-draf:" + user + ":";
    try { return Object.keys(localStorage).filter(function (name) { return name.indexOf(own) === 0; }); } catch (error) { return []; }
  }
  function texts(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; }
  }
  /* Whether the draft is at the server now, and no longer here. */
  function sent(address, name) {
    var data = new FormData(), found = texts(name) || {};
    Object.keys(found).forEach(function (field) { data.append(field, found[field]); });
    data.set("csrfmiddlewaretoken", window.cakupanToken());
    return fetch(address, { method: "POST", body: data, redirect: "manual", signal: AbortSignal.timeout(LONGEST) }).then(function (answer) {
      if (answer.ok) localStorage.removeItem(name);
      return answer.ok;
    }, function () { return false; });
  }
  function warn() {
    var note = document.createElement("p");
    note.className = "note note-bad";
    note.textContent = "Belum keluar: isian Kontrak baru di peramban ini belum terkirim ke server. Tekan Keluar sekali lagi untuk tetap keluar; isiannya tetap di sini dan ditawarkan saat Anda kembali.";
    document.getElementById("belum-terkirim").replaceChildren(note);
    warned = true;
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-sign-out]") || form.hasAttribute("data-reached") || warned) return;
    var names = kept(form.dataset.user);
    if (!names.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.hasAttribute("data-sent")) return;
    form.setAttribute("data-sent", "");
    names.reduce(function (before, name) {
      return before.then(function (all) { return sent(form.dataset.save, name).then(function (done) { return done && all; }); });
    }, Promise.resolve(true)).then(function (all) {
      form.removeAttribute("data-sent");
      if (all) form.requestSubmit(); else warn();
    });
  }, true);
})();
