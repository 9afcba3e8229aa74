/* A field with a list of what may be meant: [data-combo] holds the field and its <ul role="listbox">. Arrows choose,
   Enter takes, Esc closes; an option's data-<name> fills the field of that name. Without it the text alone counts. */
(function () {
  "use strict";
  var chosen = null;
  function parts(node) {
    var combo = node.closest && node.closest("[data-combo]");
    return combo && { field: combo.querySelector("input"), list: combo.querySelector("[role=listbox]") };
  }
  function close(found) {
    found.list.replaceChildren();
    found.field.setAttribute("aria-expanded", "false");
    found.field.removeAttribute("aria-activedescendant");
    chosen = null;
  }
  function mark(found, option) {
    found.list.querySelectorAll("[aria-selected]").forEach(function (one) { one.removeAttribute("aria-selected"); });
    chosen = option;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    found.field.setAttribute("aria-activedescendant", option.id);
  }
  function take(found, option) {
    var form = found.field.form;
    Object.keys(option.dataset).forEach(function (name) {
      var field = form.elements[name];
      if (!field) return;
      field.value = option.dataset[name];
      if (field !== found.field) field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    close(found);
    found.field.dispatchEvent(new CustomEvent("reckon", { bubbles: true }));
    found.field.focus();
  }
  document.addEventListener("keydown", function (event) {
    var found = parts(event.target);
    if (!found || event.target !== found.field) return;
    var options = Array.from(found.list.querySelectorAll("[role=option]")), at = options.indexOf(chosen);
    if (event.key === "ArrowDown" && options.length) mark(found, options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp" && options.length) mark(found, options[(at <= 0 ? options.length : at) - 1]);
    else if (event.key === "Enter" && at >= 0) take(found, chosen);
    else if (event.key === "Escape" && options.length) close(found);
    else return;
    event.preventDefault();
  });
  document.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[data-combo] [role=option]");
    if (!option) return;
    event.preventDefault();
    take(parts(option), option);
  });
  document.addEventListener("focusout", function (event) {
    var found = parts(event.target);
    if (found && event.target === found.field) close(found);
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var found = parts(event.detail.target);
    if (found && document.activeElement !== found.field) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var found = parts(event.detail.target);
    if (!found || event.detail.target !== found.list) return;
    chosen = null;
    found.field.setAttribute("aria-expanded", String(!!found.list.querySelector("[role=option]")));
  });
})();
