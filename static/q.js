/* On pages that speak every language: lead to the one the visitor chose before, or the one of the phone.
   `data-languages="go"` (behind a printed code) goes there, `"suggest"` (the front door) only marks it.
   Without this script, and where no language fits, the links stay. */

{
  const list = document.querySelector("[data-languages]");
  const links = [...document.querySelectorAll("[data-language]")];

  let chosen = null;
  try {
    chosen = localStorage.getItem("language");
  } catch {
    // Storage is blocked: the phone's language decides.
  }

  const wanted = [chosen, ...navigator.languages].filter(Boolean).map((tag) => tag.split("-")[0].toLowerCase());
  const code = wanted.find((tag) => links.some((link) => link.dataset.language === tag));
  const link = links.find((one) => one.dataset.language === code);

  if (link && list.dataset.languages === "go") location.replace(link.href);
  else link?.closest("li").classList.add("is-suggested");

  document.addEventListener("click", (event) => {
    const language = event.target.closest("[data-language]")?.dataset.language;
    try {
      if (language) localStorage.setItem("language", language);
    } catch {
      // Nothing is remembered, and nothing else changes.
    }
  });
}
