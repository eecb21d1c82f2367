/* The search, on its own page alone; how it works is told in docs/architecture.md. Nothing is stored. */

(() => {
  const ROOT = new URL("../", document.currentScript.src);
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const say = JSON.parse(form.dataset.search);
  const field = form.querySelector("input");
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const titles = document.querySelector("[data-search-titles]");
  const AT_ONCE = 60;
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;

  // The same as `fold` in search_parts.py.
  const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", x: "ks" };
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[ßæœøłđðþħŧıx]/g, (one) => SPECIAL[one]);
  const wordsOf = (text) => (text.normalize("NFC").match(WORD) ?? []).map(fold);

  globalThis.sitegenSearch = (found) => {
    document.currentScript.found = found;
  };
  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(script.found);
      script.onerror = failed;
      document.head.append(script);
    });

  const known = form.querySelector("template").content;
  const kindNames = new Map();
  const kindWords = [];
  for (const { dataset, textContent } of known.querySelectorAll("[data-kind]")) {
    kindNames.set(dataset.kind, textContent);
    for (const called of dataset.called.split(",")) kindWords.push([dataset.kind, wordsOf(called)]);
  }
  const here = (element, name) => new URL(element.getAttribute(name), location.href).href;
  const lists = [...known.querySelectorAll("a")].map((link) => {
    const { textContent: text, dataset: { key, called } } = link;
    const [title, by] = [{ text, words: wordsOf(text) }, { words: wordsOf(called) }];
    const own = kindNames.has(key);
    return { kind: own ? key : "pages", list: own ? 20 : 5, url: here(link, "href"), title, by, said: [] };
  });
  const addresses = [...known.querySelectorAll("button")]; // no scripts: Firefox would load them ahead
  const parts = [];
  while (addresses.length) {
    const [words, texts] = addresses.splice(0, 2).map((one) => here(one, "formaction"));
    parts.push({ words, texts });
  }
  const forms = new Map(); // stem -> its forms
  const stems = new Map(); // form -> its stems
  const endings = new Map(); // how forms end -> how their stems do
  const put = (map, key, value) => map.set(key, (map.get(key) ?? new Set()).add(value));
  const join = (form, stem) => put(stems, form, stem) && put(forms, stem, form);
  const wordsIn = ({ title, by, said }) => [title, by, ...said].flatMap(({ words }) => words);

  // A part without forms has those of its texts.
  const take = async (part, { forms: written, cuts, odd, endings: usual }) => {
    let before = "";
    const all = written
      ? written.split("\n").map((line) => (before = before.slice(0, line.charCodeAt(0) - 97) + line.slice(1)))
      : [...new Set((await entriesOf(part)).flatMap(wordsIn))].sort();
    const rest = odd.split(" ");
    part.forms = new Set(all);
    part.titled = new Set();
    all.forEach((form, at) => {
      const cut = all.length === cuts.length ? cuts[at] : "a";
      if (/[A-Z_]/.test(cut)) part.titled.add(form);
      const stem = /[-_]/.test(cut) ? rest.shift() : form.slice(0, form.length - (cut.toLowerCase().charCodeAt(0) - 97));
      join(form, stem);
    });
    for (const one of usual.split(" ")) {
      const [end, stem = ""] = one.split(">");
      put(endings, end, stem);
    }
  };
  let ready, loaded;
  const begin = () => {
    ready ??= Promise.all(parts.map(async (part) => take(part, await load(part.words)))).then(() => {
      for (const word of lists.flatMap(wordsIn)) {
        if (!stems.has(word)) for (const stem of [word, ...rooted(word)]) join(word, stem);
      }
      loaded = true;
    });
    return ready;
  };
  const entriesOf = (part) => {
    part.entries ??= load(part.texts).then(({ entries }) =>
      entries.map(([kind, title, url, picture, mark, by, sentences, cues]) => {
        const entry = { kind: kind.split(":")[0], sort: kind, url, picture, mark, said: [] };
        [entry.title, entry.by] = [title, by].map((text) => ({ text, words: wordsOf(text) }));
        const add = (told, at) => {
          const [lang, text] = Array.isArray(told) ? told : [document.documentElement.lang, told];
          entry.said.push({ lang, text, at, words: wordsOf(text) });
        };
        for (const one of sentences) add(one);
        for (let at = 0; at < cues.length; at += 2) add(cues[at + 1], cues[at]);
        return entry;
      }),
    );
    return part.entries;
  };

  // --- which words are meant: form -> how surely ---

  const [SAME, INFLECTED, BEGUN, RELATED, LIKE] = [4, 3, 1.5, 1.2, 1]; // related: škola, školní
  const KIND = 20;

  // A letter is wrong (not the first of short words), too many, missing, in another place; or the end is: osamělost, osamělá.
  const near = (one, other) => {
    const begun = other.slice(0, -1);
    if (begun.length > 4 && begun.length * 3 >= one.length * 2 && one.startsWith(begun)) return true;
    if (Math.abs(one.length - other.length) > 1) return false;
    if (one[0] !== other[0] && one[1] !== other[0] && (one.length < 6 || one.length !== other.length)) return false;
    const at = shared(one, other);
    const [a, b] = [one.slice(at), other.slice(at)];
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  };

  const shared = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    return at;
  };
  // In another order, or as other languages write it: Nastasja.
  const SOUND = { ph: "f", c: "k", j: "i", y: "i", w: "v" };
  const heard = new Map();
  const hear = (word) => word.replace(/(.)\1/g, "$1").replace(/ph|[cjyw]/g, (one) => SOUND[one]);
  const sound = (word) => heard.get(word) ?? heard.set(word, hear(word)).get(word);
  const letters = (word) => [...word].sort().join("");
  const swapped = (one, other) => {
    if (Math.abs(one.length - other.length) > 2) return false;
    const [a, b] = [one, other].map(sound);
    return near(a, b) && letters(a) === letters(b);
  };

  // The stems that a word may have.
  const stemsOf = function* (word, least) {
    for (let at = word.length; at > 1; at--) {
      for (const end of endings.get(word.slice(at)) ?? []) if (at + end.length >= least) yield word.slice(0, at) + end;
    }
  };

  // Those with the form that shares most with the word.
  const rooted = (word) => {
    let most = (word.length + 1) / 2;
    let found = [];
    for (const stem of stemsOf(word, 3)) {
      const same = Math.max(...[...(forms.get(stem) ?? [])].map((form) => shared(word, form)));
      if (same > most) [most, found] = [same, []];
      if (same === most) found.push(stem);
    }
    return found;
  };

  const kindsOf = (words) => {
    const found = new Map(words.map((word) => [word, new Set()]));
    for (const [kind, called] of kindWords) {
      const met = called.map((one) => {
        const roots = [...stemsOf(one, 3)];
        const same = (word, root) => roots.includes(root) && (root.length > 3 || word.length + one.length < 9);
        return words.find((word) => [...stemsOf(word, 3)].some((root) => same(word, root)));
      });
      if (met[0] && met.every(Boolean)) met.forEach((word) => found.get(word).add(kind));
    }
    return found;
  };

  const meant = (word, kinds) => {
    const found = new Map();
    const add = (form, how) => found.set(form, Math.max(how, found.get(form) ?? 0));
    const roots = new Set();
    const addStem = (stem, how) => {
      forms.get(stem).forEach((form) => add(form, how));
      if (how > LIKE && stem.length > 3) roots.add(stem);
    };
    for (const stem of stems.get(word) ?? []) addStem(stem, INFLECTED);
    if (!found.size) for (const stem of rooted(word)) addStem(stem, INFLECTED);
    let begun = stems.has(word);
    const least = begun ? 2 : 1;
    if (begun) add(word, SAME);
    for (const form of stems.keys()) {
      if (word.length > least && form.startsWith(word)) begun = add(form, BEGUN);
      for (const root of roots) if (form.startsWith(root)) add(form, RELATED);
    }
    if (begun || kinds.size || word.length < 3 || /\d/.test(word)) return found;
    for (const wrong of found.size || word.length < 4 ? [swapped] : [swapped, near]) {
      const least = wrong === near ? 5 : 4;
      const guesses = [...stemsOf(word, least)].filter((one) => word.startsWith(one));
      for (const form of stems.keys()) if (form.length > 2 && wrong(word, form)) stems.get(form).forEach((stem) => addStem(stem, LIKE));
      for (const stem of forms.keys()) if (stem.length >= least && guesses.some((one) => wrong(one, stem))) addStem(stem, LIKE);
      if (found.size) break;
    }
    return found;
  };

  const answered = (words, asked, weight) =>
    asked.map(({ forms: wanted }) => weight * Math.max(0, ...words.map((word) => wanted.get(word) ?? 0)));

  const judge = (entry, asked, least) => {
    const [title, by] = [entry.title.words, entry.by.words];
    const best = answered(title, asked, 4);
    const better = (found) => found.forEach((one, at) => (best[at] = Math.max(best[at], one)));
    better(answered(by, asked, 2));
    const hits = [];
    for (const said of entry.said) {
      const found = answered(said.words, asked, 1);
      const sum = found.reduce((a, b) => a + b, 0);
      if (sum) hits.push({ ...said, sum });
      better(found);
    }
    better(asked.map(({ kinds }) => !entry.list && (kinds.has(entry.kind) || kinds.has(entry.sort)) && KIND));
    if (asked.filter(({ needed }, at) => needed && best[at]).length < least) return;
    hits.sort((a, b) => b.sum - a.sum);
    const sum = best.reduce((a, b) => a + b, 0) + (hits[0]?.sum ?? 0) / 2;
    const score = sum + Math.min(hits.length, 5) / 10 + 2 / (title.length || 9) + (entry.list ?? 0);
    return { entry, hits, score, titled: answered([...title, ...by], asked, 1).some(Boolean) };
  };

  const search = async (query, most) => {
    const words = [...new Set(wordsOf(query).flatMap((word) => (stems.has(word) ? word : word.match(/\d+|\D+/g))))]; // praha7
    const named = kindsOf(words);
    const long = words.filter((word) => word.length > 2 || /\d/.test(word));
    const others = long.filter((word) => !named.get(word).size);
    const content = others.filter((word) => words.length > 2 && (word.length > 3 || /\d/.test(word)));
    const needed = [content, others, long, words].find(({ length }) => length);
    const asked = words.map((word) => ({ kinds: named.get(word), forms: meant(word, named.get(word)), needed: needed.includes(word) }));
    const wanted = asked.filter(({ needed }) => needed);
    const held = (set) => wanted.filter(({ forms: one, kinds }) => kinds.size || [...one.keys()].some((form) => set.has(form))).length;
    const look = async (least) => {
      const open = parts.filter((part) => held(part.forms) >= least).sort((a, b) => held(b.titled) - held(a.titled));
      const results = [];
      const take = (entries) => results.push(...entries.map((entry) => judge(entry, asked, least)).filter(Boolean));
      take(lists);
      while (open.length && results.length < most) take(await entriesOf(open.shift()));
      results.sort((a, b) => b.score - a.score);
      return { asked, results: results.slice(0, most), more: open.length > 0 || results.length > most };
    };
    const alike = asked.some(({ forms: one }) => one.size && Math.max(...one.values()) === LIKE);
    const all = await look(wanted.length);
    if (all.results.length || words.length < 3) return { ...all, alike };
    return { ...(await look(Math.round((wanted.length * 2) / 3))), partly: true };
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const marked = (text, asked) => {
    const pieces = [];
    let done = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!asked.some(({ forms: wanted }) => wanted.has(fold(word)))) continue;
      pieces.push(text.slice(done, index), make("mark", {}, word));
      done = index + word.length;
    }
    return [...pieces, text.slice(done)];
  };
  const addressOf = (entry, at) => {
    const url = new URL(entry.url, ROOT);
    if (location.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    if (at) url.hash = `t=${at}`;
    return url.href;
  };
  const clock = (at) => `${Math.floor(at / 60)}:${String(Math.floor(at % 60)).padStart(2, "0")}`;

  const shown = ({ entry, hits, titled }, asked) => {
    const [best] = hits;
    const link = make("a", { href: addressOf(entry, !titled && best?.at) }, ...marked(entry.title.text, asked));
    const words = make("div", {}, make("h3", { class: "found-title" }, link));
    if (entry.mark) words.firstChild.append(" ", make("span", { class: "sample" }, say.marks[entry.mark]));
    if (entry.by.text) words.append(make("p", { class: "soft" }, ...marked(entry.by.text, asked)));
    const sentence = (hits.length ? hits : entry.said).find(({ at }) => !at);
    if (sentence) words.append(make("p", { class: "found-text", lang: sentence.lang }, ...marked(sentence.text, asked)));
    for (const { at, lang, text } of hits.filter((hit) => hit.at).slice(0, 2)) {
      const time = make("a", { href: addressOf(entry, at), class: "found-cue" }, make("span", { class: "chapter-at" }, `${clock(at)} `));
      time.append(make("span", { lang }, ...marked(text, asked)));
      words.append(make("p", { class: "found-text" }, time));
    }
    const row = make("li", { class: "found-one" });
    if (entry.picture) row.append(make("img", { src: new URL(entry.picture, ROOT).href, alt: "", loading: "lazy", width: "96", height: "96" }));
    row.append(words);
    return row;
  };

  const tell = (text, query, number) => (status.textContent = text.replace("{n}", number).replace("{q}", () => query));

  const show = ({ asked, results, more, alike, partly }, query) => {
    const kinds = new Map();
    for (const one of results) kinds.set(one.entry.kind, [...(kinds.get(one.entry.kind) ?? []), one]);
    list.replaceChildren(
      ...[...kinds].map(([kind, found]) => {
        const head = make("h2", { id: `found-${kind}` }, `${kindNames.get(kind)} `, make("span", { class: "tag-count" }, String(found.length)));
        return make("section", { "aria-labelledby": head.id }, head, make("ul", { class: "found-list" }, ...found.map((one) => shown(one, asked))));
      }),
    );
    if (more) {
      const button = make("button", { type: "button", class: "button button-quiet" }, say.more);
      button.addEventListener("click", () => run(results.length + AT_ONCE).then(() => (list.querySelector("button") ?? field).focus()));
      list.append(button);
    }
    const text = !results.length ? say.none : partly ? say.partly : alike ? say.alike : more ? say.first : say.found;
    tell(text, query, more && text !== say.first ? `${results.length}+` : results.length);
  };

  let turn = 0;
  const run = async (most = AT_ONCE) => {
    const query = field.value.trim().slice(0, field.maxLength);
    const mine = ++turn;
    const asked = wordsOf(query).length > 0;
    const kept = query && `?${new URLSearchParams({ q: query })}`;
    try {
      history.replaceState(null, "", kept || location.pathname);
    } catch {
      // From a disk.
    }
    for (const link of document.querySelectorAll(".languages a")) link.search = kept;
    titles.hidden = asked;
    if (!asked) {
      list.replaceChildren();
      return tell(query && say.none, query);
    }
    try {
      if (!loaded) tell(say.loading);
      await begin();
      const found = await search(query, most);
      if (mine === turn) show(found, query);
    } catch {
      if (mine === turn) tell(say.failed);
    }
  };

  form.hidden = false;
  field.addEventListener("focus", () => begin().catch(() => {}));
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  form.parentElement.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || !stops[at + way]) return;
    event.preventDefault();
    stops[at + way].focus();
  });

  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  if (field.value) run();
})();
