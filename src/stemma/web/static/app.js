"use strict";
// Everything can be read without this script. With it: a report opens beside its story, marks answer to the pointer,
// files can be dropped anywhere on their page, the keyboard leads through passages, and words have an address.
(function () {
  var wide = window.matchMedia("(min-width: 64rem)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function one(selector, within) { return (within || document).querySelector(selector); }
  function say(words) {
    var live = one("#live");
    live.textContent = words;
    window.setTimeout(function () { if (live.textContent === words) { live.textContent = ""; } }, 2600);
  }
  function motion() { return calm.matches ? "auto" : "smooth"; }

  // --- a report beside its story ---

  var SEE = "#see=";

  function intoText(link) {
    return link && link.origin === location.origin && /^\/story\/[^/]+\/report\/[^/]+$/.test(link.pathname) &&
      !/[?&]beside=/.test(link.search);
  }

  function see(address, keep) {
    var panel = one("#panel");
    return fetch(address, { headers: { Accept: "text/html" } }).then(function (answer) {
      return answer.text();
    }).then(function (html) {
      var paper = new DOMParser().parseFromString(html, "text/html").getElementById("paper");
      if (!paper) { location.href = address; return; }
      panel.replaceChildren(document.adoptNode(paper));
      panel.hidden = false;
      panel.dataset.at = address;
      var at = one("#at", panel);
      panel.scrollTop = 0;
      if (at) {
        panel.scrollTo({
          top: at.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight * 0.3,
          behavior: "auto"
        });
      }
      if (keep) { history.replaceState(history.state, "", SEE + encodeURIComponent(address)); }
    });
  }

  function openPanel() {
    var panel = one("#panel");
    if (!panel || !wide.matches || panel.dataset.at) { return; }
    var asked = location.hash.indexOf(SEE) === 0 ? decodeURIComponent(location.hash.slice(SEE.length)) : "";
    var link = document.createElement("a");
    link.href = asked || panel.dataset.first;
    if (intoText(link)) { see(link.pathname + link.search + link.hash, false); }
  }

  // --- marks and their notes ---

  function light(paper, numbers, name) {
    all("." + name, paper).forEach(function (lit) { lit.classList.remove(name); });
    numbers.forEach(function (number) {
      all('[data-a~="' + number + '"], .margin-note[data-n="' + number + '"]', paper).forEach(function (piece) {
        piece.classList.add(name);
      });
    });
  }

  function numbersOf(element) {
    var mark = element.closest && element.closest("[data-a]"), note = element.closest && element.closest(".margin-note");
    return mark ? mark.dataset.a.split(" ") : note ? [note.dataset.n] : [];
  }

  function toggle(link) {
    var paper = link.closest(".paper"), name = link.dataset.show, on = paper.classList.toggle("show-" + name);
    link.setAttribute("aria-checked", String(on));
    if (paper.closest("#panel")) { return; }
    var shown = all(".toggle[aria-checked='true']", paper).map(function (t) { return t.dataset.show; });
    var query = new URLSearchParams(location.search);
    if (shown.length) { query.set("show", shown.join(" ")); } else { query.delete("show"); }
    var asked = query.toString();
    history.replaceState(history.state, "", location.pathname + (asked ? "?" + asked : "") + location.hash);
  }

  // --- shared passages ---

  function join(mark) {
    var number = mark.dataset.j.split(" ")[0], twin = mark.closest(".twin");
    all(".w-shared.on").forEach(function (lit) { lit.classList.remove("on"); });
    all('[data-j~="' + number + '"]').forEach(function (piece) { piece.classList.add("on"); });
    all(".twin").forEach(function (side) {
      var there = one('[data-j~="' + number + '"]', side);
      if (side !== twin && there) {
        if (wide.matches) {
          side.scrollTo({
            top: side.scrollTop + there.getBoundingClientRect().top - mark.getBoundingClientRect().top,
            behavior: motion()
          });
        } else { there.scrollIntoView({ block: "center", behavior: motion() }); }
      }
    });
  }

  // --- the address of some words ---

  function points(text) { return Array.from(text).length; }

  function offset(paper, node, at) {
    var sum = 0, found = -1;
    all("[data-t]", paper).forEach(function (run) {
      if (found >= 0) { return; }
      if (run.contains(node)) {
        var range = document.createRange();
        range.setStart(run, 0);
        range.setEnd(node, at);
        found = sum + points(range.toString());
      } else { sum += points(run.textContent); }
    });
    return found;
  }

  function offerAddress() {
    var old = one("#to-words");
    if (old) { old.remove(); }
    var chosen = window.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) { return; }
    var range = chosen.getRangeAt(0);
    var paper = range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer.closest(".paper[data-base]") :
      range.commonAncestorContainer.parentElement.closest(".paper[data-base]");
    if (!paper) { return; }
    var start = offset(paper, range.startContainer, range.startOffset);
    var end = offset(paper, range.endContainer, range.endOffset);
    if (start < 0 || end <= start) { return; }
    var box = range.getBoundingClientRect(), button = document.createElement("button");
    button.type = "button";
    button.id = "to-words";
    button.className = "to-words";
    button.textContent = "Link to these words";
    button.setAttribute("aria-keyshortcuts", "l");
    button.dataset.href = paper.dataset.base + "?at=" + start + "-" + end +
      (paper.dataset.asOf ? "&as_of=" + paper.dataset.asOf : "") + "#at";
    document.body.appendChild(button);
    button.style.setProperty("left", Math.max(8, box.left + window.scrollX) + "px");
    button.style.setProperty("top", (box.bottom + window.scrollY + 6) + "px");
  }

  function copyAddress(button) {
    var address = location.origin + button.dataset.href;
    button.remove();
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(address).then(function () { say("The address of these words is copied"); },
        function () { location.href = address; });
    } else { location.href = address; }
  }

  // --- what is new since you looked ---

  function looked() {
    var memory;
    try { memory = window.localStorage; } catch (error) { return; }
    if (!memory) { return; }
    all("[data-story]").forEach(function (entry) {
      var known = memory.getItem("seen-" + entry.dataset.story), news = one(".news", entry);
      if (known === null || !news) { return; }
      var before = known.split(" ");
      var fresh = entry.dataset.reports.split(" ").filter(function (id) { return before.indexOf(id) < 0; }).length;
      if (fresh) {
        news.textContent = " · " + fresh + " new since you looked";
        news.hidden = false;
      }
    });
    var here = one("[data-looked]");
    if (here) { memory.setItem("seen-" + here.dataset.looked, here.dataset.reports); }
  }

  // --- dropping files ---

  function dropping(event) { return one("#drop") && event.dataTransfer && event.dataTransfer.types.indexOf("Files") >= 0; }

  document.addEventListener("dragover", function (event) {
    if (dropping(event)) { event.preventDefault(); one("#drop").classList.add("over"); }
  });
  document.addEventListener("dragleave", function (event) {
    if (one("#drop") && !event.relatedTarget) { one("#drop").classList.remove("over"); }
  });
  document.addEventListener("drop", function (event) {
    if (!dropping(event)) { return; }
    event.preventDefault();
    one("#drop").classList.remove("over");
    one("#files").files = event.dataTransfer.files;
    one("#adding").requestSubmit();
  });

  // --- pointer and keyboard ---

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) { return; }
    var target = event.target;
    if (target.id === "to-words") { copyAddress(target); return; }
    var switch_ = target.closest(".toggle");
    if (switch_) { event.preventDefault(); toggle(switch_); return; }
    var link = target.closest("a");
    if (link && link.origin === location.origin && one("#panel") && wide.matches && intoText(link)) {
      event.preventDefault();
      see(link.pathname + link.search + link.hash, true);
      return;
    }
    if (link) {
      if (link.origin === location.origin && !link.hasAttribute("download") &&
          link.pathname + link.search !== location.pathname + location.search) { waiting(); }
      return;
    }
    var shared = target.closest(".twin [data-j]");
    if (shared) { join(shared); return; }
    var paper = target.closest(".paper");
    if (paper) { light(paper, numbersOf(target), "on"); }
  });
  // The first opening of a story, and the first after a correction, take some seconds: say so.
  var soon = 0;
  function waiting() {
    window.clearTimeout(soon);
    soon = window.setTimeout(function () { one("#live").textContent = "Putting the page together …"; }, 500);
  }
  function waited() {
    window.clearTimeout(soon);
    if (/^Putting/.test(one("#live").textContent)) { one("#live").textContent = ""; }
  }
  window.addEventListener("pageshow", waited);
  document.addEventListener("submit", function (event) { if (!event.defaultPrevented) { waiting(); } });
  document.addEventListener("htmx:beforeRequest", function (event) { if (event.target.id === "narrow") { waiting(); } });
  document.addEventListener("htmx:afterRequest", waited);
  // An address says what is asked and nothing else.
  document.addEventListener("htmx:configRequest", function (event) {
    var given = event.detail.parameters;
    Object.keys(given).forEach(function (name) { if (given[name] === "") { delete given[name]; } });
  });

  document.addEventListener("mouseover", function (event) {
    var paper = event.target.closest && event.target.closest(".paper");
    if (paper) { light(paper, numbersOf(event.target).slice(0, 1), "hot"); }
  });
  // Words are chosen by pointer, by finger and by keyboard: the offer waits until the choice rests.
  var resting = 0;
  document.addEventListener("selectionchange", function () {
    window.clearTimeout(resting);
    resting = window.setTimeout(function () {
      if (!document.activeElement || document.activeElement.id !== "to-words") { offerAddress(); }
    }, 180);
  });
  document.addEventListener("input", function (event) {
    if (event.target.id !== "slide") { return; }
    var days = event.target.dataset.days.trim().split(" "), at = Number(event.target.value), choice = one("#as-of");
    choice.value = at === days.length - 1 ? "" : days[at];
  });

  var STEPS = ".part li.item .words, .part .line a[href], .claim .proposition a, .figure .proposition a, .given li > a, .sayings .words, .statement .passage footer a, .stories h2 a, .results h2 a, .margin-note b a";

  function step(by) {
    var places = all(STEPS).filter(function (place) { return place.getClientRects().length; });
    var at = places.indexOf(document.activeElement);
    if (at < 0) {
      at = places.findIndex(function (place) { return place.getBoundingClientRect().top > 40; }) - (by > 0 ? 1 : 0);
    }
    var next = places[Math.max(0, Math.min(places.length - 1, at + by))];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "center", behavior: motion() });
    }
  }

  // To the heading of the part before or after what the eye is on.
  function part(by) {
    var parts = all(".part"), edge = 90;
    var here = parts.filter(function (p) { return p.getBoundingClientRect().top < edge; }).length - 1;
    if (by < 0 && here >= 0 && parts[here].getBoundingClientRect().top > 0) { here -= 1; }
    if (by < 0 && here < 0) { return; }
    var next = parts[by > 0 ? Math.min(parts.length - 1, here + 1) : here];
    if (!next) { return; }
    if (document.activeElement) { document.activeElement.blur(); }
    next.scrollIntoView({ block: "start", behavior: "auto" });
    say(one("h2", next).textContent);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var panel = one("#panel");
      if (panel && !panel.hidden) { panel.hidden = true; panel.replaceChildren(); history.replaceState(history.state, "", location.pathname + location.search); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) { return; }
    if (event.key === "/") { event.preventDefault(); one("#q").focus(); }
    else if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "n") { part(1); }
    else if (event.key === "p") { part(-1); }
    else if (event.key === "?") { location.href = "/keys"; }
    else if (event.key === "l" && one("#to-words")) { copyAddress(one("#to-words")); }
    else if (event.key === "m" && one(".toggle-said")) { toggle(one(".toggle-said")); }
  });

  function arrive() {
    var slide = one("#slide");
    if (slide) { slide.hidden = false; }
    openPanel();
    looked();
  }
  document.addEventListener("htmx:load", function (event) { if (event.target === document.body) { arrive(); } });
  document.addEventListener("htmx:afterSettle", arrive);
  arrive();
})();
