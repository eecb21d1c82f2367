/* Makes an open page of the preview into what it has become, where no more than words and attributes are others and no
   script has touched them: that is on the screen sooner than the page loaded again, and leaves alone what was typed. */

window.previewPatch = (() => {
  const WORDS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, blockquote, a, em, strong, b, i, span, time, q, cite, br, hr, abbr, code, del, ins, small, sub, sup";
  const ALIVE = "audio, video, dialog, form, input, select, textarea, button, iframe, object, svg, template";

  const attributes = (one) => new Map([...one.attributes].map(({ name, value }) => [name, value]));
  const isElement = (one) => one.nodeType === Node.ELEMENT_NODE;
  const isData = (one) => one.localName === "script" && one.type === "application/ld+json";

  // What a script could have taken hold of may be neither taken away nor added without it.
  const plain = (one) =>
    !isElement(one) ||
    (one.matches(WORDS) && ![...one.attributes].some(({ name }) => name.startsWith("data-")) && [...one.childNodes].every(plain));

  // The attributes that are others; null where the page does not have them as they came.
  const dressed = (old, fresh, mine) => {
    const [before, now, here] = [old, fresh, mine].map(attributes);
    const others = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
    if (others.some((name) => before.get(name) !== here.get(name))) return null;
    return others.map((name) => () => (now.has(name) ? mine.setAttribute(name, now.get(name)) : mine.removeAttribute(name)));
  };

  // Of each child as it came, the one in the page: scripts may have added others; null where one is not there.
  const found = (olds, mines) => {
    let at = 0;
    const all = olds.map((old) => {
      while (at < mines.length && mines[at].nodeName !== old.nodeName) at += 1;
      return mines[at++];
    });
    return all.includes(undefined) ? null : all;
  };

  const children = (old, fresh, mine) => {
    const [olds, freshes] = [[...old.childNodes], [...fresh.childNodes]];
    const mines = found(olds, [...mine.childNodes]);
    if (!mines) return null;
    if (olds.length === freshes.length && olds.every((one, at) => one.nodeName === freshes[at].nodeName)) {
      const all = olds.map((one, at) => steps(one, freshes[at], mines[at]));
      return all.includes(null) ? null : all.flat();
    }
    let [start, end] = [0, 0];
    const least = Math.min(olds.length, freshes.length);
    while (start < least && olds[start].isEqualNode(freshes[start])) start += 1;
    while (end < least - start && olds.at(-1 - end).isEqualNode(freshes.at(-1 - end))) end += 1;
    const [gone, come] = [olds.slice(start, olds.length - end), freshes.slice(start, freshes.length - end)];
    const going = mines.slice(start, mines.length - end);
    if (![...gone, ...come].every(plain) || !gone.every((one, at) => one.isEqualNode(going[at]))) return null;
    const behind = mines[mines.length - end] ?? null;
    return [
      () => {
        for (const one of come) mine.insertBefore(document.importNode(one, true), behind);
        for (const one of going) one.remove();
      },
    ];
  };

  // What has to be done to a node of the page, `mine`, that came as `old`; null where that cannot be told.
  const steps = (old, fresh, mine) => {
    if (old.isEqualNode(fresh)) return [];
    if (!isElement(old)) return mine.data === old.data ? [() => (mine.data = fresh.data)] : null;
    if (old.localName === "script" && !isData(old))
      return old.getAttribute("src")?.startsWith("/_preview/") ? [] : null;
    if (old.localName.includes("-") || old.matches(ALIVE) || old.matches("link[rel=stylesheet], style")) return null;
    const [own, inner] = [dressed(old, fresh, mine), children(old, fresh, mine)];
    return own && inner && [...own, ...inner];
  };

  const templates = (page) => [...page.querySelectorAll("template")].map((one) => one.innerHTML).join();

  // Tells whether the page, which came as one document, could become another one.
  return (old, fresh) => {
    const all = templates(old) === templates(fresh) ? steps(old.documentElement, fresh.documentElement, document.documentElement) : null;
    for (const step of all ?? []) step();
    return Boolean(all);
  };
})();
