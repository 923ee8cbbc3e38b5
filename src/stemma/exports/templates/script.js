
"use strict";
// The page works without this script. With it: every piece of an item lights up, the text's marks open a card,
// the list can be filtered, and the way back is one key away.
(function () {
  var wide = window.matchMedia("(min-width: 64rem)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var panel = document.getElementById("texts");
  var card = document.getElementById("card");
  var cardBody = document.getElementById("card-body");
  var back = document.getElementById("back");
  var items = Array.prototype.slice.call(document.querySelectorAll(".item"));
  var byNumber = {};
  var came = null; // where the reader was before the card or the jump
  items.forEach(function (item) { byNumber[item.dataset.n] = item; });

  document.documentElement.classList.add("js");

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function motion() { return calm.matches ? "auto" : "smooth"; }

  function light(number) {
    all(".on, .on-content, .on-cue, .on-source").forEach(function (lit) {
      lit.classList.remove("on", "on-content", "on-cue", "on-source");
    });
    if (!number) { return; }
    pieces(number).forEach(function (piece) {
      var held = piece.dataset.a.split(" ");
      var roles = piece.dataset.r.split(" ");
      // A source lies over its own content only by mistake; the first role of the item counts.
      piece.classList.add("on", "on-" + roles[held.indexOf(number)]);
    });
    if (byNumber[number]) { byNumber[number].classList.add("on"); }
  }

  function pieces(number) { return all('.m[data-a~="' + number + '"]'); }

  function show(element) {
    if (wide.matches && panel.contains(element)) {
      var box = element.getBoundingClientRect(), frame = panel.getBoundingClientRect();
      // Only a part of the panel may be on the screen: the words go to the upper third of that part.
      var top = Math.max(frame.top, 0), height = Math.min(frame.bottom, window.innerHeight) - top;
      panel.scrollTo({ top: panel.scrollTop + box.top - top - height * 0.3, behavior: motion() });
    } else {
      element.scrollIntoView({ block: "center", behavior: motion() });
    }
  }

  function go(number, from) {
    var item = byNumber[number];
    var told = item && document.getElementById(item.querySelector(".words").getAttribute("href").slice(1));
    if (!told) { return; }
    shut(false);
    // On a narrow screen the jump leaves the list, so the browser's own way back must lead there again. The entry is
    // made before scrolling, because it keeps the place that the reader comes back to.
    history[wide.matches ? "replaceState" : "pushState"]({ jumped: !wide.matches }, "", "#" + told.id);
    light(number);
    show(told);
    came = from;
    back.hidden = !from;
  }

  function toList(number) {
    var item = byNumber[number];
    shut(false);
    reveal(item);
    light(number);
    item.scrollIntoView({ block: "center", behavior: motion() });
    item.querySelector(".words").focus({ preventScroll: true });
    back.hidden = true;
    history.replaceState(null, "", "#" + item.id);
  }

  function home() {
    back.hidden = true;
    if (!came) { return; }
    came.scrollIntoView({ block: "center", behavior: motion() });
    came.focus({ preventScroll: true });
  }

  // --- the card ---

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    return element;
  }

  function entry(number) {
    var item = byNumber[number], box = make("div", "entry"), who = make("p", "who"), more = make("p", "fine");
    who.appendChild(make("bdi", "", item.dataset.who));
    box.appendChild(who);
    [
      ["source", item.dataset.source],
      ["cue", item.dataset.cue],
      ["form", item.dataset.form],
      ["told as", item.dataset.manner || "a plain statement"],
      ["confidence", item.dataset.sure],
    ].forEach(function (fact) {
      var line = make("p", "fine", fact[0] + ": ");
      line.appendChild(make("bdi", fact[0].replace(" ", "-") + "-word", fact[1] || "none in the text"));
      box.appendChild(line);
    });
    var link = make("a", "", "No. " + number + " in the list");
    link.href = "#" + item.id;
    link.addEventListener("click", function (event) { event.preventDefault(); toList(number); });
    more.appendChild(link);
    box.appendChild(more);
    return box;
  }

  function open(numbers, near) {
    cardBody.textContent = "";
    numbers.forEach(function (number) { cardBody.appendChild(entry(number)); });
    light(numbers[0]);
    came = near;
    card.hidden = false;
    place(near);
    card.focus({ preventScroll: true });
  }

  function place(near) {
    card.style.left = card.style.top = "";
    if (!wide.matches) { return; }
    var box = near.getClientRects()[0] || near.getBoundingClientRect(), size = card.getBoundingClientRect();
    var below = box.bottom + 10;
    var top = below + size.height < window.innerHeight ? below : Math.max(8, box.top - size.height - 10);
    card.style.left = Math.max(8, Math.min(box.left, window.innerWidth - size.width - 24)) + "px";
    card.style.top = Math.max(8, Math.min(top, window.innerHeight - size.height - 8)) + "px";
  }

  function shut(restore) {
    if (card.hidden) { return; }
    card.hidden = true;
    if (restore && came && came.focus) { came.focus({ preventScroll: true }); }
  }

  document.addEventListener("click", function (event) {
    var words = event.target.closest(".words"), note = event.target.closest("a.note"), mark = event.target.closest(".m");
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    if (words) {
      event.preventDefault();
      go(words.dataset.go, words);
    } else if (note) {
      event.preventDefault();
      open([note.dataset.n], note);
    } else if (mark && String(window.getSelection()) === "") {
      open(mark.dataset.a.split(" "), mark);
    } else if (!card.contains(event.target)) {
      shut(false);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    if (!card.hidden) { shut(true); } else if (!back.hidden) { back.click(); } else { light(null); }
  });
  document.getElementById("card-close").addEventListener("click", function () { shut(true); });
  back.addEventListener("click", function () {
    if (history.state && history.state.jumped) { history.back(); } else { home(); }
  });
  panel.addEventListener("mouseover", function (event) {
    var mark = event.target.closest(".m");
    all(".hot").forEach(function (hot) { hot.classList.remove("hot"); });
    if (mark) { pieces(mark.dataset.a.split(" ")[0]).forEach(function (piece) { piece.classList.add("hot"); }); }
  });

  // --- the filters ---

  var form = document.getElementById("filters");
  var select = document.getElementById("by-speaker");
  var status = document.getElementById("filter-status");

  function sift() {
    var forms = all('#filters input[name="form"]:checked').map(function (box) { return box.value; });
    var left = 0;
    items.forEach(function (item) {
      var keep = (!select.value || item.dataset.key === select.value) && forms.indexOf(item.dataset.form) >= 0;
      item.hidden = !keep;
      left += keep ? 1 : 0;
    });
    all(".speaker, .unnamed").forEach(function (group) { group.hidden = !group.querySelector(".item:not([hidden])"); });
    status.textContent = left === items.length ? "" : left + " of " + items.length + " shown";
  }

  function reveal(item) {
    if (!item.hidden) { return; }
    form.reset();
    sift();
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("change", sift);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    sift();
  }

  // --- an address with an anchor ---

  function arrive() {
    var at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!at) { return; }
    if (at.classList.contains("item")) { light(at.dataset.n); }
    if (at.classList.contains("told")) {
      var link = document.querySelector('.words[href="#' + at.id + '"]');
      if (link) { light(link.dataset.go); }
    }
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("popstate", function () { if (!back.hidden) { home(); } });
  arrive();
})();
