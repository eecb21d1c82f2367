/* Added to each page of the preview, and to no published one: loads the page again when it has become another one.
   Where only the style sheet has, that takes the place of the old one, and the page stays as it is; so it does where
   only words have (`patch.js`).
   While a sound plays, what is around it is replaced; the page is loaded as a whole when the sound rests. */

{
  let { seen } = document.currentScript.dataset;
  let resting = false;

  // A browser that is told to load a page that it is loading may forget where the reader was.
  const AT = "preview-at";
  const again = () => {
    sessionStorage.setItem(AT, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };
  const back = () => {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(AT) ?? "[]");
    sessionStorage.removeItem(AT);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  };

  const bare = (address) => new URL(address, location).pathname.replace(/\.[0-9a-f]{8}\.css$/, "");

  const dress = (address, then) => {
    const old = [...document.querySelectorAll("link[rel=stylesheet]")].find((one) => bare(one.href) === bare(address));
    if (!old) return again();
    const fresh = old.cloneNode();
    fresh.href = address;
    fresh.addEventListener("load", () => {
      old.remove();
      then();
    });
    fresh.addEventListener("error", () => again());
    old.after(fresh);
  };

  // From the body down to an element: what contains it.
  const down = (one) => (one.localName === "body" ? [one] : [...down(one.parentElement), one]);

  // A custom element may have added to itself what its source does not have; it stays where all of the source is there.
  const stays = (old, fresh) =>
    old.localName.includes("-") &&
    [...fresh.children].every((one) => [...old.children].some((mine) => mine.textContent === one.textContent));

  // Replaces all that is beside an element and beside what contains it; a sound that is moved would fall silent.
  const surround = (olds, freshes) => {
    for (const [at, old] of olds.slice(0, -1).entries()) {
      const fresh = freshes[at];
      if (stays(old, fresh)) return;
      const [mine, other] = [olds[at + 1], freshes[at + 1]];
      const all = [...fresh.childNodes];
      for (const one of [...old.childNodes]) if (one !== mine) one.remove();
      mine.before(...all.slice(0, all.indexOf(other)));
      mine.after(...all.slice(all.indexOf(other) + 1));
    }
  };

  const fetched = async (cache = "no-cache") =>
    new DOMParser().parseFromString(await (await fetch(location.href, { cache })).text(), "text/html");
  const seenIn = (page) => page.querySelector("script[data-seen]")?.dataset.seen;

  // The page as it came, before scripts have changed it.
  let came;

  const coming = () =>
    [...document.images].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return !one.complete && bottom > 0 && top < innerHeight;
    });

  // Tells whether the page could become another one as it stands; then all that can be seen of it is there.
  const patch = async () => {
    const [old, fresh] = [await came, await fetched()];
    if (!old || !seenIn(fresh) || !window.previewPatch(old, fresh)) return false;
    seen = seenIn(fresh);
    came = fresh;
    await Promise.all(coming().map((one) => one.decode().catch(() => {})));
    return true;
  };

  // Tells whether the page could become another one around its sound.
  const become = async (sound) => {
    const fresh = await fetched();
    const twin = [...fresh.querySelectorAll("audio, video")].find((one) => one.src === sound.src);
    if (!twin || sound.paused) return false;
    const [olds, freshes] = [down(sound), down(twin)];
    if (olds.map((one) => one.localName).join() !== freshes.map((one) => one.localName).join()) return false;
    surround(olds, freshes);
    document.title = fresh.title;
    if (!resting) sound.addEventListener("pause", () => again(), { once: true });
    resting = true;
    return true;
  };

  // One after the other: each begins with what the one before has left.
  let last = Promise.resolve();
  const patched = () => (last = last.then(patch, patch));

  const load = async (then) => {
    const sound = [...document.querySelectorAll("audio, video")].find((one) => one.src && !one.paused);
    const became = await (sound ? become(sound) : patched()).catch(() => false);
    if (became) then();
    else again();
  };

  const listen = (anew) => {
    const news = new WebSocket(`ws://${location.host}/livereload`);
    const here = () => news.send(JSON.stringify({ command: "info", url: location.href, seen }));
    news.addEventListener("open", () => (anew ? again() : here()));
    news.addEventListener("message", ({ data }) => {
      const said = JSON.parse(data);
      if (said.command === "state") window.previewOverlay(said.state);
      if (said.command === "go") location.replace(said.to);
      if (said.command !== "reload") return;
      seen = said.seen;
      if (said.style) dress(said.style, here);
      else load(here);
    });
    // The preview has ended, and may begin again.
    news.addEventListener("close", () => setTimeout(listen, 1000, true));
  };

  // What has been loaded by then is on the screen: so the preview knows that it may go on with the rest of the site.
  addEventListener("load", () => {
    back();
    const first = seen;
    came = fetched("force-cache").then((page) => (seenIn(page) === first ? page : null), () => null);
    listen(false);
  });
}
