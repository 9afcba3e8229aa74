/* In <head>, before the style sheets: the theme stands before the first paint. */
(function () {
  "use strict";
  var root = document.documentElement, saved = null, dark = matchMedia("(prefers-color-scheme: dark)");
  function paint() { root.setAttribute("data-bs-theme", saved || (dark.matches ? "dark" : "light")); }
  try { saved = localStorage.getItem("cakupan-theme"); } catch (error) { /* storage is closed in private windows */ }
  if (saved !== "dark" && saved !== "light") saved = null;
  root.classList.add("js");
  paint();
  dark.addEventListener("change", function () {
    paint();
    root.dispatchEvent(new CustomEvent("cakupan-theme"));
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-toggle]")) return;
    saved = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem("cakupan-theme", saved); } catch (error) { /* the choice holds for this page */ }
    paint();
    root.dispatchEvent(new CustomEvent("cakupan-theme"));
  });
})();
