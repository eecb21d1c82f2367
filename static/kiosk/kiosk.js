/* Only in a kiosk folder (`build --kiosk`), on every page: after 90 seconds in which nobody did anything and
   nothing was playing, the page of the start comes back, and what the last visitor left in the browser is gone.
   On the page of the slide show it also runs the show. It works from a disk: no modules, nothing fetched. */

(() => {
  const IDLE = 90_000; // milliseconds
  const START = new URL("../index.html", document.currentScript.src).href;
  const atStart = location.href.split(/[?#]/)[0] === START;

  const forget = () => {
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch {
      // Storage is blocked, so there is nothing to forget.
    }
  };
  if (atStart) forget();

  const sounds = () => [...document.querySelectorAll("audio, video")];
  const playing = (sound) => !sound.paused && !sound.ended;

  // Nothing is saved or opened elsewhere from here.
  for (const sound of sounds()) sound.controlsList?.add("nodownload");
  addEventListener("contextmenu", (event) => event.preventDefault());

  // --- back to the start ---------------------------------------------------------------------------------

  let active = Date.now();
  let mouse = "";
  const stir = (event) => {
    // A page that moves below a mouse at rest also makes events; a hand changes the place.
    const place = event.type === "pointermove" ? `${event.screenX} ${event.screenY}` : "";
    if (place && place === mouse) return;
    mouse = place || mouse;
    active = Date.now();
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "touchmove", "input"]) {
    addEventListener(kind, stir, { capture: true, passive: true });
  }
  // What ends a sound begins the wait anew; these events do not bubble, but they are captured.
  for (const kind of ["play", "pause", "ended"]) addEventListener(kind, stir, { capture: true });
  addEventListener("pageshow", stir);

  const watch = () => {
    if (sounds().some(playing)) active = Date.now();
    const left = active + IDLE - Date.now();
    if (left <= 0) leave();
    else setTimeout(watch, left);
  };
  const leave = () => {
    for (const sound of sounds()) sound.pause();
    forget();
    active = Date.now();
    if (atStart) setTimeout(watch, IDLE);
    else location.replace(START);
  };
  setTimeout(watch, IDLE);

  // A picture opened by itself would have no way back; where the zoom of the page does not take it, nothing does.
  addEventListener("click", (event) => {
    if (event.target.closest?.("[data-zoom]") && !matchMedia("(min-width: 48rem)").matches) event.preventDefault();
  });

  // --- the slide show --------------------------------------------------------------------------------------

  const PACE = 8_000; // milliseconds for each photograph
  const FAR = 60; // pixels of a swipe
  const show = document.querySelector("[data-slides]");
  if (!show) return;

  const list = show.querySelector("[data-list]");
  const slides = [...list.children];
  const voices = new Map([...show.querySelectorAll("[data-voice]")].map((box) => [box.dataset.voice, box]));
  const bar = show.querySelector("[data-bar]");
  const button = (name) => bar.querySelector(`[data-do=${name}]`);
  const position = bar.querySelector("[data-position]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  let at = 0;
  let running = !calm.matches;
  let sound = false;
  let timer = 0;
  let held = null; // the voice that the show waits for

  const voice = () => voices.get(slides[at].dataset.author)?.querySelector("audio");

  const go = (index) => {
    const before = slides[at].dataset.author;
    at = (index + slides.length) % slides.length;
    slides.forEach((slide, number) => (slide.hidden = number !== at));
    // The next photograph is there before its turn comes.
    for (const image of slides[(at + 1) % slides.length].querySelectorAll("img")) image.loading = "eager";
    position.textContent = position.dataset.position.replace("{n}", at + 1).replace("{m}", slides.length);
    for (const [author, box] of voices) box.hidden = author !== slides[at].dataset.author;
    // The other language opens on the same photograph.
    for (const link of document.querySelectorAll("[data-language]")) link.hash = at + 1;
    if (before !== slides[at].dataset.author) speak();
    wait();
  };

  // One voice at a time, from its beginning, for as long as the photographs of its author are shown.
  const speak = () => {
    const mine = voice();
    for (const other of sounds()) {
      if (other === mine || !other.currentTime) continue;
      other.pause();
      other.currentTime = 0;
    }
    if (sound && mine?.paused && !mine.ended) mine.play().catch(() => {});
  };

  const wait = () => {
    clearTimeout(timer);
    held = null;
    if (running) timer = setTimeout(next, PACE);
  };

  // The show stays with an author who is still speaking, and with a link that has the focus.
  const next = () => {
    const mine = voice();
    const other = slides[(at + 1) % slides.length].dataset.author !== slides[at].dataset.author;
    if (list.contains(document.activeElement)) wait();
    else if (mine && playing(mine) && other) held = mine;
    else go(at + 1);
  };
  const silent = ({ target }) => {
    if (held !== target) return;
    if (target.ended) go(at + 1);
    else wait();
  };

  const run = (yes) => {
    running = yes && !calm.matches;
    button("run").hidden = calm.matches;
    button("run").textContent = button("run").dataset[running ? "stop" : "start"];
    // What changes by itself is not read out; what the visitor turns to is.
    list.setAttribute("aria-live", running ? "off" : "polite");
    wait();
  };

  const speakOrNot = () => {
    sound = !sound;
    button("sound").setAttribute("aria-pressed", String(sound));
    if (sound) speak();
    else voice()?.pause();
  };

  const acts = {
    before: () => go(at - 1),
    after: () => go(at + 1),
    run: () => run(!running),
    sound: speakOrNot,
  };
  bar.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());

  const keys = { ArrowLeft: acts.before, ArrowRight: acts.after, " ": acts.run, Home: () => go(0), End: () => go(-1) };
  addEventListener("keydown", (event) => {
    const taken = event.target.closest?.("a, button, audio, summary, [popover]");
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    // A button keeps its space bar, and a player all of its keys; arrows turn the pages from anywhere else.
    if (taken && (event.key === " " || taken.matches("audio, [popover]"))) return;
    event.preventDefault();
    keys[event.key]();
  });

  let from = null;
  list.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
  list.addEventListener("touchend", ({ changedTouches }) => {
    if (!from) return;
    const right = changedTouches[0].clientX - from.clientX;
    const down = changedTouches[0].clientY - from.clientY;
    from = null;
    if (Math.abs(right) > FAR && Math.abs(right) > 2 * Math.abs(down)) go(at + (right > 0 ? -1 : 1));
  });

  for (const kind of ["pause", "ended"]) show.addEventListener(kind, silent, { capture: true });
  calm.addEventListener("change", () => run(!calm.matches && running));
  show.classList.add("is-on");
  bar.hidden = false;
  run(running);
  go((Number(location.hash.slice(1)) || 1) - 1);
})();
