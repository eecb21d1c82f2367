/* What is wrong with the content, over the last good page; `reload.js` gives it the state of the preview. */

window.previewOverlay = (() => {
  let host, folded, shown;

  const made = (name, text, kind = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const item = (one, words) => {
    const parts = [made("p", one.where, "where"), made("p", one.says, "says")];
    if (one.address) {
      const link = made("a", words.open);
      link.href = one.address;
      parts[0].append(" · ", link);
    }
    if (one.excerpt) parts.push(made("pre", one.excerpt));
    if (one.repair) parts.push(made("p", `→ ${one.repair}`, "repair"));
    const all = document.createElement("li");
    all.append(...parts);
    return all;
  };

  const fold = (panel, button, words) => {
    panel.classList.toggle("folded", folded);
    button.textContent = folded ? words.show : words.hide;
    button.setAttribute("aria-expanded", String(!folded));
  };

  const panel = (words) => {
    const all = document.createElement("section");
    const top = document.createElement("header");
    const button = made("button", "");
    button.type = "button";
    button.addEventListener("click", () => {
      folded = !folded;
      fold(all, button, words);
    });
    top.append(made("h2", words.title), button);
    const list = document.createElement("ol");
    list.append(...words.items.map((one) => item(one, words)));
    all.append(top, made("p", words.note, "note"), list, made("p", words.more, "note"));
    all.setAttribute("role", "region");
    all.setAttribute("aria-label", words.title);
    fold(all, button, words);
    return all;
  };

  const raise = (all) => {
    // Above whatever the site has opened, a picture in full for example.
    if (!all.showPopover) return;
    all.popover = "manual";
    all.showPopover();
  };

  return (state) => {
    const bar = document.querySelector("progress");
    if (state?.progress && bar) {
      bar.value = state.share;
      document.querySelector("output").textContent = state.progress;
    }
    const words = state?.title ? state : undefined;
    document.documentElement.classList.toggle("troubled", Boolean(words));
    const said = words && JSON.stringify(words);
    if (said === shown) return;
    if (said) folded = false; // what is new wants to be seen
    shown = said;
    host?.remove();
    host = undefined;
    if (!words) return;
    host = document.createElement("preview-overlay");
    host.lang = words.language;
    host.setAttribute("role", "alert");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/_preview/overlay.css";
    const all = panel(words);
    style.addEventListener("load", () => raise(all));
    host.attachShadow({ mode: "open" }).append(style, all);
    document.documentElement.append(host);
  };
})();
