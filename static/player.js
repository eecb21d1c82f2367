/* The player of interviews and episodes. Without this script the sound plays and the transcript reads;
   with it the two belong together. Markup, all of it working alone:

   <voice-player data-speed="Speed" data-speeds="0.75=0,75 1=1 …" data-follow="Follow the transcript"
                 data-title="…" data-artist="…" data-album="…" data-cover="/cover.jpg">
     <audio controls preload="none" src="/sound/talk.0a1b2c3d.mp3"></audio>
     <ol data-transcript lang="cs">
       <li><a href="#t=12" data-start="12" data-end="15">…</a></li>
     </ol>
   </voice-player>

   A line (or any link to #t=…, a chapter for instance) seeks there and plays. The line being heard gets
   aria-current on its link and the class `is-current` on its item; the style marks it by more than colour.
   A language link with `data-keep-time` is kept at the second. Texts come from data attributes only. */

const SPEED_KEY = "voice-speed";
const SAVE_EVERY = 2; // seconds of sound

// The names here are no other script's: all scripts of a page share them.
// Storage may be blocked or full; then nothing is remembered, and nothing else changes.
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // see above
  }
};

// "#t=83", "#t=1:23" -> 83; otherwise null.
const secondIn = (hash) => {
  const found = /[#&]t=((?:\d+:){0,2}\d+(?:\.\d+)?)/.exec(hash);
  return found && found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
};

// The sound's path without suffix and fingerprint, the same in every language and after an update.
const stemOf = (url) => new URL(url, location.href).pathname.replace(/([.-][0-9a-f]{6,})?\.\w+$/, "");

const calm = matchMedia("(prefers-reduced-motion: reduce)");

class VoicePlayer extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    if (!this.audio || this.lines) return;
    this.list = this.querySelector("[data-transcript]");
    this.lines = [...this.querySelectorAll("[data-start]")];
    this.starts = this.lines.map((line) => Number(line.dataset.start));
    this.key = `voice-at:${stemOf(this.audio.currentSrc || this.audio.src || this.audio.querySelector("source").src)}`;
    this.speeds = new Map(this.dataset.speeds?.split(" ").map((one) => one.split("=")));
    this.following = true;
    this.current = -1;
    this.scrolledAt = 0;
    this.savedAt = 0;
    this.addControls();
    this.listen();
    this.open();
  }

  get isFirst() {
    return document.querySelector("voice-player") === this;
  }

  addControls() {
    const row = document.createElement("div");
    row.className = "voice-controls";
    if (this.dataset.speed) row.append(this.speedControl());
    if (this.dataset.follow && this.lines.length) row.append(this.followControl());
    this.audio.after(row);
    this.applySpeed();
  }

  speedControl() {
    const label = document.createElement("label");
    this.speed = document.createElement("select");
    // Numbers come written from the page: the first use of Intl costs 20 ms on a fast computer.
    for (const [rate, written] of this.speeds) this.speed.add(new Option(`${written}×`, rate));
    this.speed.addEventListener("change", () => {
      keep(SPEED_KEY, this.speed.value);
      this.setRate(Number(this.speed.value));
    });
    label.append(`${this.dataset.speed} `, this.speed);
    return label;
  }

  followControl() {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = this.dataset.follow;
    this.button.addEventListener("click", () => {
      this.follow(!this.following);
      if (this.following) this.show(this.current);
    });
    this.follow(true);
    return this.button;
  }

  follow(yes) {
    this.following = yes;
    this.button?.setAttribute("aria-pressed", String(yes));
  }

  applySpeed() {
    const rate = remembered(SPEED_KEY);
    this.setRate(this.speeds.has(rate) ? Number(rate) : this.audio.playbackRate);
  }

  setRate(rate) {
    // Loading a sound falls back to the default rate, so both are set.
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    if (this.speed) this.speed.value = String(rate);
  }

  listen() {
    const { audio } = this;
    audio.addEventListener("play", () => this.started());
    audio.addEventListener("loadedmetadata", () => this.settle());
    audio.addEventListener("timeupdate", () => this.tick());
    audio.addEventListener("seeking", () => this.mark());
    audio.addEventListener("pause", () => this.save());
    audio.addEventListener("ended", () => keep(this.key, null));
    audio.addEventListener("ratechange", () => this.rateChanged());
    addEventListener("pagehide", () => this.save());
    addEventListener("hashchange", () => this.isFirst && this.jump(secondIn(location.hash)));
    document.addEventListener("click", (event) => this.clicked(event));
    for (const kind of ["scroll", "wheel", "touchmove"]) {
      document.addEventListener(kind, (event) => this.scrolled(event), { capture: true, passive: true });
    }
  }

  // Where to begin: the second in the address; after a reload, where the reader was.
  open() {
    const saved = Number(remembered(this.key)) || null;
    const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
    const asked = this.isFirst ? secondIn(location.hash) : null;
    const second = reloaded ? (saved ?? asked) : (asked ?? saved);
    if (second === null) return;
    this.seek(second);
    if (second === asked) this.scrollIntoView({ block: "nearest" });
    this.show(this.current);
  }

  seek(second) {
    // Nothing is loaded yet (preload="none"), so the wish is kept until the length is known.
    this.wish = this.audio.readyState ? null : second;
    this.audio.currentTime = second;
    this.mark(second);
  }

  settle() {
    if (this.wish != null && Math.abs(this.audio.currentTime - this.wish) > 0.5) this.audio.currentTime = this.wish;
    this.wish = null;
    this.tellPosition();
  }

  jump(second) {
    if (second === null) return;
    this.seek(second);
    this.follow(true);
    // A browser may refuse to play without a gesture; the place is kept and the play button works.
    this.audio.play().catch(() => {});
  }

  clicked(event) {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const owner = link.closest("voice-player");
    if (owner ? owner !== this : !this.isFirst) return;
    event.preventDefault();
    this.jump(link.dataset.start ? Number(link.dataset.start) : secondIn(link.hash));
  }

  started() {
    for (const other of document.querySelectorAll("voice-player audio")) if (other !== this.audio) other.pause();
    this.applySpeed();
    this.tellSystem();
    if (this.following && this.ownScroll()) this.show(this.current);
  }

  rateChanged() {
    // The browser's own menu changes the speed too.
    const rate = String(this.audio.playbackRate);
    if (this.speed && this.speeds.has(rate)) {
      this.speed.value = rate;
      keep(SPEED_KEY, rate);
    }
    this.tellPosition();
  }

  tick() {
    this.mark();
    const second = this.audio.currentTime;
    if (Math.abs(second - this.savedAt) >= SAVE_EVERY) this.save();
  }

  save() {
    const second = this.audio.currentTime;
    if (second < 1 || this.audio.ended) return;
    this.savedAt = second;
    keep(this.key, second.toFixed(1));
    for (const link of document.querySelectorAll("a[data-keep-time]")) link.hash = `t=${Math.floor(second)}`;
  }

  mark(second = this.wish ?? this.audio.currentTime) {
    // A hair of tolerance: browsers seek to the nearest sample, which may lie just before the line.
    const now = this.starts.findLastIndex((start) => start <= second + 0.05);
    if (now === this.current) return;
    const before = this.lines[this.current];
    before?.removeAttribute("aria-current");
    before?.closest("li")?.classList.remove("is-current");
    const wasSeen = !before || this.inView(before);
    this.current = now;
    this.lines[now]?.setAttribute("aria-current", "true");
    this.lines[now]?.closest("li")?.classList.add("is-current");
    if (this.following && !this.audio.paused && (wasSeen || this.ownScroll())) this.show(now);
  }

  ownScroll() {
    return this.list && this.list.scrollHeight > this.list.clientHeight + 1;
  }

  inView(line) {
    const { top, bottom } = line.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  // A transcript with its own scroll box moves inside it; the page moves only for one who reads along.
  show(index) {
    const line = this.lines[index];
    if (!line) return;
    this.scrolledAt = performance.now();
    const behavior = calm.matches ? "auto" : "smooth";
    if (this.ownScroll()) {
      const middle = line.getBoundingClientRect().top - this.list.getBoundingClientRect().top;
      this.list.scrollBy({ top: middle - this.list.clientHeight / 3, behavior });
    } else if (!this.audio.paused) {
      line.scrollIntoView({ block: "nearest", behavior });
    }
  }

  // A wheel or a finger is the reader's; so is a scroll that this player did not begin (scroll bar, keys, focus).
  scrolled(event) {
    const own = this.ownScroll();
    if (this.audio.paused || (own && !this.list.contains(event.target))) return;
    if (event.type === "scroll") {
      const ours = performance.now() - this.scrolledAt < 900;
      if (ours || event.target !== (own ? this.list : document)) return;
    }
    this.follow(false);
  }

  tellSystem() {
    if (!("mediaSession" in navigator)) return;
    const { title = document.title, artist = "", album = "", cover } = this.dataset;
    const artwork = cover ? [{ src: new URL(cover, location.href).href }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist, album, artwork });
    const { audio } = this;
    const actions = {
      play: () => audio.play(),
      pause: () => audio.pause(),
      seekbackward: (details) => this.seek(Math.max(0, audio.currentTime - (details.seekOffset || 10))),
      seekforward: (details) => this.seek(audio.currentTime + (details.seekOffset || 10)),
      seekto: (details) => this.seek(details.seekTime),
    };
    for (const [name, act] of Object.entries(actions)) {
      try {
        navigator.mediaSession.setActionHandler(name, act);
      } catch {
        // A browser that does not know an action offers no button for it.
      }
    }
    this.tellPosition();
  }

  tellPosition() {
    const { duration, playbackRate, currentTime } = this.audio;
    if (!Number.isFinite(duration) || this.audio.paused) return;
    navigator.mediaSession?.setPositionState?.({ duration, playbackRate, position: Math.min(currentTime, duration) });
  }
}

customElements.define("voice-player", VoicePlayer);
