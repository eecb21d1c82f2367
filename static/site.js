/* Additions to pages that work without them: the language is remembered, photographs are walked by keys and
   swipes, grids open a lightbox, stops say whether they are on, texts are copied. Words come from the page. */

{
  const words = JSON.parse(document.body.dataset.words);
  const wide = matchMedia("(min-width: 48rem)");

  // --- small helpers ---------------------------------------------------------------------------------------

  // Storage may be blocked or full; then nothing is remembered, and nothing else changes.
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // see above
    }
  };

  const make = (name, { text = "", ...attributes } = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...(text ? [text] : []), ...children);
    return element;
  };

  const modified = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0;
  const position = (number, total) => words.position.replace("{n}", number).replace("{m}", total);

  // --- where the visitor is --------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const language = event.target.closest("[data-language]")?.dataset.language;
    if (language) remember("language", language);
  });

  const photo = document.querySelector("[data-photo]");
  const LAST = "photo-at";

  if (photo) {
    const place = { number: photo.dataset.number, total: photo.dataset.total, urls: {} };
    place.urls[document.documentElement.lang] = location.pathname;
    for (const link of document.querySelectorAll(".languages a")) place.urls[link.hreflang] = link.pathname;
    remember(LAST, JSON.stringify(place));
  }

  const doors = document.querySelector("[data-continue]");
  if (doors) {
    const place = JSON.parse(recall(LAST) || "{}");
    const url = place.urls?.[document.documentElement.lang];
    if (url && place.number > 1) {
      const text = `${words.resume} (${position(place.number, place.total)})`;
      doors.prepend(make("li", {}, make("a", { class: "button", href: url, text })));
    }
  }

  // --- before and after, by keys and by swipe ----------------------------------------------------------------

  const turn = (way) => photo?.querySelector(`a[rel=${way}]`)?.click();
  const KEYS = { ArrowLeft: "prev", ArrowRight: "next" };

  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("audio, input, select, textarea, summary, dialog, [popover]");
    if (photo && !busy && !modified(event) && KEYS[event.key]) turn(KEYS[event.key]);
  });

  const FAR = 60; // pixels of a swipe
  let from = null;
  const stage = document.querySelector(".stage");
  stage?.addEventListener(
    "touchstart",
    ({ touches }) => {
      // Two fingers, or a page that is zoomed in, mean looking closer.
      from = touches.length === 1 && (visualViewport?.scale ?? 1) < 1.05 ? touches[0] : null;
    },
    { passive: true },
  );
  stage?.addEventListener("touchend", ({ changedTouches }) => {
    if (!from) return;
    const right = changedTouches[0].clientX - from.clientX;
    const down = changedTouches[0].clientY - from.clientY;
    if (Math.abs(right) > FAR && Math.abs(right) > 2 * Math.abs(down)) turn(right > 0 ? "prev" : "next");
    from = null;
  });

  // --- the lightbox ------------------------------------------------------------------------------------------

  class Box {
    constructor(kind) {
      this.title = make("p", { class: "box-title", id: "box-title" });
      this.state = make("p", { class: "box-at", role: "status" });
      const close = this.button(words.close, () => this.dialog.close());
      this.bar = make("div", { class: "box-bar" }, close, this.state);
      this.picture = make("div", { class: "box-picture", tabindex: "0", "aria-labelledby": "box-title" });
      this.picture.setAttribute("role", "region");
      this.foot = make("div", { class: "box-foot" }, this.title);
      this.dialog = make("dialog", { class: `box ${kind}`, "aria-labelledby": "box-title" }, this.bar, this.picture, this.foot);
      this.dialog.addEventListener("close", () => {
        this.dialog.remove();
        this.onclose?.();
      });
      this.dialog.addEventListener("keydown", (event) => this.keep(event));
      document.body.append(this.dialog);
      this.dialog.showModal();
    }

    button(text, act) {
      const button = make("button", { type: "button", text });
      button.addEventListener("click", act);
      return button;
    }

    // Tab goes round inside.
    keep(event) {
      if (event.key !== "Tab") return;
      const stops = [...this.dialog.querySelectorAll("button, a[href], summary, [tabindex]")].filter((one) => one.offsetParent);
      const last = stops.at(event.shiftKey ? 0 : -1);
      if (document.activeElement !== last) return;
      event.preventDefault();
      stops.at(event.shiftKey ? -1 : 0).focus();
    }
  }

  // Addresses on a fetched page are relative to that page.
  const resolved = (element, base) => {
    for (const one of element.querySelectorAll("[src]")) one.src = new URL(one.getAttribute("src"), base);
    for (const one of element.querySelectorAll("[srcset]")) {
      one.srcset = one.getAttribute("srcset").replace(/(^|, )(\S+)/g, (_, comma, url) => comma + new URL(url, base));
    }
    for (const one of element.querySelectorAll("[sizes]")) one.sizes = "100vw";
    return element;
  };

  const fetched = new Map();
  const shown = (url) => {
    if (!fetched.has(url)) {
      const page = fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
      fetched.set(url, page.then((html) => new DOMParser().parseFromString(html, "text/html")));
    }
    return fetched.get(url);
  };

  const openGrid = (links, start) => {
    const box = new Box("");
    let at = start;
    const show = async (index) => {
      at = (index + links.length) % links.length;
      const { href, textContent } = links[at];
      box.title.textContent = textContent;
      box.more.href = href;
      box.state.textContent = position(at + 1, links.length);
      try {
        const page = await shown(href);
        if (links[at].href !== href) return;
        const found = page.querySelector(".stage .veiled, .stage picture");
        box.picture.replaceChildren(resolved(document.importNode(found, true), href));
        box.by.textContent = page.querySelector(".by")?.textContent.trim() ?? "";
        shown(links[(at + 1) % links.length].href).catch(() => {});
      } catch {
        // No network, or a page opened from a folder: the photograph's own page shows it.
        location.assign(href);
      }
    };
    box.by = make("p", { class: "box-by", translate: "no" });
    box.more = make("a", { text: words.page });
    box.bar.append(
      box.button(words.previous, () => show(at - 1)),
      box.button(words.next, () => show(at + 1)),
    );
    box.foot.append(box.by, box.more);
    box.dialog.addEventListener("keydown", ({ key }) => KEYS[key] && show(at + (key === "ArrowLeft" ? -1 : 1)));
    box.onclose = () => links[at].focus();
    show(start);
  };

  const openZoom = (link) => {
    const box = new Box("box-zoom");
    box.title.textContent = photo.querySelector("h1").textContent;
    box.state.textContent = words.zoom;
    const image = make("img", { src: link.href, alt: photo.querySelector(".stage img").alt });
    image.addEventListener("load", () => {
      box.picture.scrollTo((image.width - box.picture.clientWidth) / 2, (image.height - box.picture.clientHeight) / 2);
    });
    box.picture.append(image);
  };

  document.addEventListener("click", (event) => {
    if (modified(event)) return;
    const link = event.target.closest("[data-lightbox] .card-title a");
    if (link && wide.matches) {
      event.preventDefault();
      const links = [...link.closest("[data-lightbox]").querySelectorAll(".card-title a")].filter((one) => one.offsetParent);
      openGrid(links, links.indexOf(link));
      return;
    }
    // The picture flies to its place on the next page (view transition).
    link?.closest(".card").classList.add("is-opening");
    const zoom = event.target.closest("[data-zoom]") || (event.target.closest(".stage picture") && document.querySelector("[data-zoom]"));
    if (zoom) {
      event.preventDefault();
      openZoom(zoom);
    }
  });

  // --- stops of the tour: the visitor's own day decides --------------------------------------------------------

  // Written by hand: the first use of Intl costs 20 ms on a fast computer, and every page would wait for it.
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  let next = false;
  for (const stop of document.querySelectorAll("[data-start]:has(> [data-state], [data-state])")) {
    const state = stop.querySelector("[data-state]");
    const ended = stop.dataset.end < day;
    const on = !ended && stop.dataset.start <= day;
    const coming = !ended && !on && !next;
    next ||= coming;
    state.textContent = ended ? words.past : on ? words.now : coming ? words.upcoming : "";
    stop.classList.toggle("is-now", on);
  }

  // --- copying -------------------------------------------------------------------------------------------------

  if (navigator.clipboard) {
    for (const text of document.querySelectorAll("[data-copy]")) {
      const said = make("span", { role: "status" });
      const button = make("button", { type: "button", class: "copy", text: words.copy });
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.innerText.trim());
        said.textContent = ` ${words.copied}`;
      });
      text.after(make("p", {}, button, said));
    }
  }

  // --- sharing: the platform's own sheet, or else the address is copied -----------------------------------------

  const sharing = document.querySelector("[data-share]");
  if (sharing) {
    const said = JSON.parse(sharing.dataset.share);
    const field = sharing.querySelector("input");
    const offer = (text, address) => {
      const status = make("span", { role: "status" });
      const button = make("button", { type: "button", class: "copy", text });
      button.addEventListener("click", async () => {
        const url = address();
        status.textContent = "";
        try {
          if (navigator.share) {
            await navigator.share({ title: document.title, url });
          } else {
            await navigator.clipboard.writeText(url);
            status.textContent = ` ${said.copied}`;
          }
        } catch (error) {
          if (error.name === "AbortError") return; // the visitor closed the sheet
          field.value = url;
          field.focus(); // which may be far from the button
          field.select();
          status.textContent = ` ${said.manual}`;
        }
      });
      return make("p", { class: "share" }, button, status);
    };
    field.addEventListener("focus", () => field.select());
    sharing.append(offer(navigator.share ? said.share : said.copy, () => field.defaultValue));
    const sound = document.querySelector("voice-player audio");
    const at = () => `${field.defaultValue}#t=${Math.floor(sound.currentTime)}`;
    if (sound) {
      // With the player, once that has made its row.
      customElements.whenDefined("voice-player").then(() => {
        const row = sound.parentElement.querySelector(".voice-controls");
        row.append(offer(navigator.share ? said.moment : said.moment_copy, at));
      });
    }
  }
}
