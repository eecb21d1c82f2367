/* The search, on its own page alone; how it works is told in docs/architecture.md. Nothing is stored. */

(() => {
  const ROOT = new URL("../", document.currentScript.src); // of the site
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const say = JSON.parse(form.dataset.search);
  const field = form.querySelector("input");
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const titles = document.querySelector("[data-search-titles]");
  const AT_ONCE = 60; // results
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;

  // The same as `fold` in search_parts.py.
  const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", x: "ks" };
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[ßæœøłđðþħŧıx]/g, (one) => SPECIAL[one]);
  const wordsOf = (text) => (text.normalize("NFC").match(WORD) ?? []).map(fold);

  // --- loading ---------------------------------------------------------------------------------------------

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
  const kindWords = []; // what visitors call kinds: a kind, and the words
  for (const { dataset, textContent } of known.querySelectorAll("[data-kind]")) {
    kindNames.set(dataset.kind, textContent);
    for (const called of dataset.called.split(",")) kindWords.push([dataset.kind, wordsOf(called)]);
  }
  const addresses = [...known.querySelectorAll("button")]; // no scripts: Firefox would load them ahead
  const parts = [];
  while (addresses.length) {
    const [words, texts] = addresses.splice(0, 2).map((one) => new URL(one.getAttribute("formaction"), location.href).href);
    parts.push({ words, texts });
  }
  const forms = new Map(); // stem -> its forms
  const stems = new Map(); // form -> its stems
  const endings = new Map(); // how forms end -> how their stems do
  const put = (map, key, value) => map.set(key, (map.get(key) ?? new Set()).add(value));

  // A part without forms has those of its texts.
  const take = async (part, { forms: written, cuts, odd, endings: usual }) => {
    let before = "";
    const all = written
      ? written.split("\n").map((line) => (before = before.slice(0, line.charCodeAt(0) - 97) + line.slice(1)))
      : [...new Set((await entriesOf(part)).flatMap(({ title, by, said }) => [...title.words, ...by.words, ...said.flatMap(({ words }) => words)]))].sort();
    const rest = odd.split(" ");
    part.forms = new Set(all);
    part.titled = new Set();
    all.forEach((form, at) => {
      const cut = all.length === cuts.length ? cuts[at] : "a"; // else this browser counts letters otherwise
      if (/[A-Z_]/.test(cut)) part.titled.add(form);
      const stem = /[-_]/.test(cut) ? rest.shift() : form.slice(0, form.length - (cut.toLowerCase().charCodeAt(0) - 97));
      put(forms, stem, form);
      put(stems, form, stem);
    });
    for (const one of usual.split(" ")) {
      const [end, stem = ""] = one.split(">");
      put(endings, end, stem);
    }
  };
  let ready, loaded;
  const begin = () => {
    ready ??= Promise.all(parts.map(async (part) => take(part, await load(part.words)))).then(() => (loaded = true));
    return ready;
  };
  const entriesOf = (part) => {
    part.entries ??= load(part.texts).then(({ entries }) =>
      entries.map(([kind, title, url, picture, sample, by, sentences, cues]) => {
        const entry = { kind: kind.split(":")[0], sort: kind, url, picture, sample, said: [] };
        [entry.title, entry.by] = [title, by].map((text) => ({ text, words: wordsOf(text) }));
        const add = (told, at) => {
          const [lang, text] = Array.isArray(told) ? told : [, told];
          entry.said.push({ lang, text, at, words: wordsOf(text) });
        };
        for (const one of sentences) add(one);
        for (let at = 0; at < cues.length; at += 2) add(cues[at + 1], cues[at]);
        return entry;
      }),
    );
    return part.entries;
  };

  // --- which words are meant: form -> how surely -----------------------------------------------------------------

  const SAME = 4;
  const INFLECTED = 3;
  const BEGUN = 1.5;
  const RELATED = 1.2; // the stem of one word begins another one: škola, školní
  const LIKE = 1;
  const KIND = 20; // more than any word in a title

  // Whether one letter is wrong (of short words not the first), too many, missing, or two have changed places; or the
  // end is another one: osamělost, osamělá.
  const near = (one, other) => {
    const begun = other.length > 4 ? other.slice(0, -1) : other;
    if (begun.length > 3 && begun.length * 3 >= one.length * 2 && one.startsWith(begun)) return true;
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    if (one[0] !== other[0] && one[1] !== other[0] && (one.length < 6 || one.length !== other.length)) return false;
    while (at < one.length && one[at] === other[at]) at++;
    const [a, b] = [one.slice(at), other.slice(at)];
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  };

  const letters = (word) => [...word].sort().join("");
  const swapped = (one, other) => near(one, other) && letters(one) === letters(other);

  // The stems that a word may have by the endings that the site knows, the longest first.
  const stemsOf = function* (word, least) {
    for (let at = word.length; at > 1; at--) {
      for (const end of endings.get(word.slice(at)) ?? []) if (at + end.length >= least) yield word.slice(0, at) + end;
    }
  };

  // The kinds that each word names, alone or with others: photograph, guided tour.
  const kindsOf = (words) => {
    const found = new Map(words.map((word) => [word, new Set()]));
    for (const [kind, called] of kindWords) {
      const met = called.map((one) => {
        const roots = [...stemsOf(one, 3)];
        const left = (word, root) => word.length + one.length - 2 * root.length;
        return words.find((word) => [...stemsOf(word, 3)].some((root) => roots.includes(root) && (root.length > 3 || left(word, root) < 3)));
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
    if (!found.size) {
      let length = 0;
      for (const stem of stemsOf(word, 3)) {
        if (!forms.has(stem) || stem.length < length) continue;
        length = stem.length;
        addStem(stem, INFLECTED);
      }
    }
    let begun = stems.has(word);
    for (const form of stems.keys()) {
      if (word.length > (stems.has(word) ? 2 : 1) && form.startsWith(word)) {
        add(form, BEGUN);
        begun = true;
      }
      for (const root of roots) if (form.startsWith(root)) add(form, RELATED);
    }
    if (stems.has(word)) add(word, SAME);
    if (begun || kinds.size || word.length < 3 || /\d/.test(word)) return found;
    // Letters in another order come before one that is wrong; an inflected word is wrong at most by those: škloa.
    const guesses = [...stemsOf(word, 4)];
    for (const wrong of found.size || word.length < 4 ? [swapped] : [swapped, near]) {
      for (const form of stems.keys()) if (form.length > 2 && wrong(word, form)) stems.get(form).forEach((stem) => addStem(stem, LIKE));
      for (const stem of forms.keys()) if (stem.length > 3 && guesses.some((one) => wrong(one, stem))) addStem(stem, LIKE);
      if (found.size) break;
    }
    return found;
  };

  // --- finding ---------------------------------------------------------------------------------------------

  // How well words answer what was asked, word by word.
  const answered = (words, asked, weight) =>
    asked.map(({ forms: wanted }) => weight * Math.max(0, ...words.map((word) => wanted.get(word) ?? 0)));

  // What answers at least so many of the words that are needed.
  const judge = (entry, asked, least) => {
    const best = answered(entry.title.words, asked, 4).map((one, at) => Math.max(one, answered(entry.by.words, [asked[at]], 2)[0]));
    const hits = [];
    for (const said of entry.said) {
      const found = answered(said.words, asked, 1);
      const sum = found.reduce((a, b) => a + b, 0);
      if (sum) hits.push({ ...said, sum });
      found.forEach((one, at) => (best[at] = Math.max(best[at], one)));
    }
    asked.forEach(({ kinds }, at) => {
      if (kinds.has(entry.kind) || kinds.has(entry.sort)) best[at] = Math.max(best[at], KIND);
    });
    if (asked.filter(({ needed }, at) => needed && best[at]).length < least) return null;
    hits.sort((a, b) => b.sum - a.sum);
    const [first] = hits;
    const inTitle = entry.title.words.length ? 2 / entry.title.words.length : 0;
    const score = best.reduce((a, b) => a + b, 0) + (first?.sum ?? 0) / 2 + Math.min(hits.length, 5) / 10 + inTitle;
    return score ? { entry, hits, score, titled: answered([...entry.title.words, ...entry.by.words], asked, 1).some(Boolean) } : null;
  };

  const search = async (query, most) => {
    const words = [...new Set(wordsOf(query).flatMap((word) => (stems.has(word) ? word : word.match(/\d+|\D+/g))))]; // praha7
    const named = kindsOf(words);
    const long = words.filter((word) => word.length > 2 || /\d/.test(word));
    const others = long.filter((word) => !named.get(word).size); // the name of a kind only lifts what is of it
    const content = others.filter((word) => words.length > 2 && (word.length > 3 || /\d/.test(word)));
    const needed = [content, others, long, words].find(({ length }) => length);
    const asked = words.map((word) => ({ kinds: named.get(word), forms: meant(word, named.get(word)), needed: needed.includes(word) }));
    const holds = (set, { forms: wanted, kinds }) => kinds.size || [...wanted.keys()].some((form) => set.has(form));
    const wanted = asked.filter(({ needed }) => needed);
    const titled = (part) => wanted.filter((one) => holds(part.titled, one)).length;
    const look = async (least) => {
      const open = parts.filter((part) => wanted.filter((one) => holds(part.forms, one)).length >= least);
      open.sort((a, b) => titled(b) - titled(a));
      const results = [];
      while (open.length && results.length < most) {
        for (const entry of await entriesOf(open.shift())) {
          const found = judge(entry, asked, least);
          if (found) results.push(found);
        }
      }
      results.sort((a, b) => b.score - a.score);
      return { asked, results: results.slice(0, most), more: open.length > 0 || results.length > most };
    };
    const alike = asked.some(({ forms: one }) => one.size && Math.max(...one.values()) === LIKE);
    const all = await look(wanted.length);
    if (all.results.length || words.length < 3) return { ...all, alike };
    return { ...(await look(Math.round((wanted.length * 2) / 3))), partly: true }; // who remembers by halves
  };

  // --- showing ---------------------------------------------------------------------------------------------

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
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
    if (entry.sample) words.firstChild.append(" ", make("span", { class: "sample" }, say.sample));
    if (entry.by.text) words.append(make("p", { class: "soft" }, ...marked(entry.by.text, asked)));
    const sentence = hits.find(({ at }) => !at) ?? (hits.length ? null : entry.said.find(({ at }) => !at));
    if (sentence) words.append(make("p", { class: "found-text", lang: sentence.lang }, ...marked(sentence.text, asked)));
    for (const { at, lang, text } of hits.filter((hit) => hit.at).slice(0, 2)) {
      const time = make("a", { href: addressOf(entry, at), class: "found-cue" }, make("span", { class: "chapter-at" }, `${clock(at)} `));
      time.append(make("span", { lang }, ...marked(text, asked)));
      words.append(make("p", { class: "found-text" }, time));
    }
    const row = make("li", { class: "found-one" });
    if (entry.picture) row.append(make("img", { src: new URL(entry.picture, ROOT).href, alt: "", loading: "lazy", decoding: "async", width: "96", height: "96" }));
    row.append(words);
    return row;
  };

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
      button.addEventListener("click", () => run(results.length + AT_ONCE));
      list.append(button);
    }
    const text = !results.length ? say.none : partly ? say.partly : more ? say.first : alike ? say.alike : say.found;
    status.textContent = text.replace("{n}", results.length).replace("{q}", query);
  };

  let turn = 0;
  const run = async (most = AT_ONCE) => {
    const query = field.value.trim();
    const mine = ++turn;
    const asked = wordsOf(query).length > 0;
    const kept = query ? `?q=${encodeURIComponent(query)}` : "";
    try {
      history.replaceState(null, "", kept || location.pathname);
    } catch {
      // A page from a disk may keep its address as it is.
    }
    for (const link of document.querySelectorAll(".languages a")) link.search = kept;
    titles.hidden = asked;
    if (!asked) {
      list.replaceChildren();
      status.textContent = query && say.none.replace("{q}", query); // no words: an emoji
      return;
    }
    try {
      if (!loaded) status.textContent = say.loading;
      await begin();
      const found = await search(query, most);
      if (mine === turn) show(found, query);
    } catch {
      if (mine === turn) status.textContent = say.failed;
    }
  };

  // --- the field and the keys -----------------------------------------------------------------------------------

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

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    run();
  }
})();
