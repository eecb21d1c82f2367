/* Makes an open page of the preview into what it has become, where no more than words and attributes are others and no
   script has touched them: that is on the screen sooner than the page loaded again, and leaves alone what was typed. */

window.previewPatch = (() => {
  const WORDS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, blockquote, a, em, strong, b, i, span, time, q, cite, br, hr, abbr, code, del, ins, small, sub, sup";
  const ALIVE = "audio, video, dialog, form, input, select, textarea, button, iframe, object, svg, template, [data-lightbox] img, [data-lightbox] source";
  const STYLES = "link[rel=stylesheet], style";

  const attributes = (one) => new Map([...one.attributes].map(({ name, value }) => [name, value]));
  const isElement = (one) => one.nodeType === Node.ELEMENT_NODE;
  const isData = (one) => one.localName === "script" && one.type === "application/ld+json";

  // What scripts of the page read once, when it comes: their words, and the rules of the page.
  const isRead = (one) => one.matches("meta[http-equiv]") || [...one.attributes].some(({ name }) => name.startsWith("data-"));

  // What a script could have taken hold of may be neither taken away nor added without it.
  const plain = (one) =>
    !isElement(one) ||
    (one.matches(WORDS) && !isRead(one) && [...one.childNodes].every(plain));

  // The attributes that are others; null where the page does not have them as they came, or a script has read them.
  const dressed = (old, fresh, mine) => {
    const [before, now, here] = [old, fresh, mine].map(attributes);
    const others = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
    if (others.length && (isRead(old) || isRead(fresh))) return null;
    if (others.some((name) => before.get(name) !== here.get(name))) return null;
    return others.map((name) => () => (now.has(name) ? mine.setAttribute(name, now.get(name)) : mine.removeAttribute(name)));
  };

  // Of each child as it came, the one in the page, where as many of its name are there; scripts may have added others.
  const found = (olds, mines) => {
    const [came, here] = [olds, mines].map((all) => Map.groupBy(all, ({ nodeName }) => nodeName));
    const whole = new Map([...came].map(([name, all]) => [name, all.length === here.get(name)?.length]));
    const next = new Map([...here].map(([name, all]) => [name, all.values()]));
    return olds.map(({ nodeName }) => (whole.get(nodeName) ? next.get(nodeName).next().value : undefined));
  };

  const children = (old, fresh, mine) => {
    const [olds, freshes] = [[...old.childNodes], [...fresh.childNodes]];
    const mines = found(olds, [...mine.childNodes]);
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
    if (![...gone, ...come].every(plain) || !gone.every((one, at) => going[at]?.isEqualNode(one))) return null;
    const behind = end ? mines[mines.length - end] : null;
    if (end ? !behind : mine.lastChild !== (mines.at(-1) ?? null)) return null; // where scripts have added something
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
    if (!mine) return null;
    if (!isElement(old)) return mine.data === old.data ? [() => (mine.data = fresh.data)] : null;
    if (old.localName === "script" && !isData(old))
      return old.getAttribute("src")?.startsWith("/_preview/") ? [] : null;
    const styled = [old, fresh].filter((one) => one.matches(STYLES)).length; // what they are is compared by itself
    if (styled) return styled === 2 ? [] : null;
    if (old.localName.includes("-") || old.matches(ALIVE)) return null;
    const [own, inner] = [dressed(old, fresh, mine), children(old, fresh, mine)];
    return own && inner && [...own, ...inner];
  };

  const templates = (page) => [...page.querySelectorAll("template")].map((one) => one.innerHTML).join();
  const styles = (page) => [...page.querySelectorAll(STYLES)].map((one) => one.outerHTML).join();

  // Tells whether the page, which came as one document, could become another one. Its styles may be others already
  // (`reload.js`); what scripts have opened over it may show words of it.
  return (old, fresh) => {
    const alike = templates(old) === templates(fresh) && styles(document) === styles(fresh);
    const free = alike && !document.querySelector("dialog[open]");
    const all = free ? steps(old.documentElement, fresh.documentElement, document.documentElement) : null;
    for (const step of all ?? []) step();
    return Boolean(all);
  };
})();
