"""The other generators: the events as a project of each, with the same page.

Each adapter writes what the documentation of its generator recommends for a site in two languages: one folder of
Markdown a language, lists of fifty, links to the events before and after, a sitemap and feeds where it brings them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.contenders import OUTPUT, Contender, write
from bench.data import LANGUAGES, OTHER, Event, listings
from bench.installing import Scratch
from bench.skeleton import MENU, entry, event_page, line, link, list_page

BASE = "https://example.org/"
PAGE = 50
_MENU = "{% for word in menu[language] %}" + entry("/{{ language }}/", "{{ word }}") + "{% endfor %}"


def quoted(value: object) -> str:
    """Return a value as JSON, which YAML, Python and JavaScript read too."""
    return json.dumps(value, ensure_ascii=False)


def matter(event: Event, language: str, labels: str = "labels") -> str:
    """Return an event as Markdown with its facts in front (YAML)."""
    facts = {"title": event.titles[language], "date": event.day.isoformat(), labels: list(event.labels)}
    lines = "".join(f"{name}: {quoted(value) if name != 'date' else value}\n" for name, value in facts.items())
    return f"---\n{lines}---\n{event.texts[language]}"


# --- Hugo --------------------------------------------------------------------------------------------------


def hugo(found: Sequence[Event], project: Path) -> None:
    """Go templates, one content folder a language; the home page is the paged list."""
    languages = {
        code: {
            "weight": weight,
            "contentDir": f"content/{code}",
            "label": name,
            "params": {"other": OTHER[code], "otherName": LANGUAGES[OTHER[code]], "menu": MENU[code]},
        }
        for weight, (code, name) in enumerate(LANGUAGES.items(), 1)
    }
    settings = {
        "baseURL": BASE,
        "title": "Diary",
        "defaultContentLanguage": "cs",
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "section"],
        "pagination": {"pagerSize": PAGE},
        "languages": languages,
    }
    write(project / "hugo.json", quoted(settings))
    for code in LANGUAGES:
        write(project / "content" / code / "_index.md", "---\ntitle: Diary\n---\n")
        for event in found:
            write(project / "content" / code / "events" / f"{event.slug}.md", matter(event, code))
    same = {
        "language": "{{ site.Language.Lang }}",
        "title": "{{ .Title }}",
        "other": "{{ site.Params.other }}",
        "other_url": "{{ range first 1 .Translations }}{{ .RelPermalink }}{{ end }}",
        "other_name": "{{ site.Params.otherName }}",
        "menu": "{{ range site.Params.menu }}" + entry("/{{ site.Language.Lang }}/", "{{ . }}") + "{{ end }}",
    }
    day = '{{ .Date.Format "2006-01-02" }}'
    near = link("«way»", "{{ .RelPermalink }}", "{{ .Title }}")
    write(
        project / "layouts" / "page.html",
        event_page(
            day=day,
            labels="{{ range .Params.labels }}<li>{{ . }}</li>{{ end }}",
            text="{{ .Content }}",
            before="{{ with .Prev }}" + near.replace("«way»", "prev") + "{{ end }}",
            after="{{ with .Next }}" + near.replace("«way»", "next") + "{{ end }}",
            **same,
        ),
    )
    write(
        project / "layouts" / "home.html",
        "{{ $shown := .Paginate site.RegularPages }}"
        + list_page(
            events="{{ range $shown.Pages }}" + line("{{ .RelPermalink }}", "{{ .Title }}", day) + "\n{{ end }}",
            newer="{{ if $shown.HasPrev }}" + link("prev", "{{ $shown.Prev.URL }}", "Newer") + "{{ end }}",
            older="{{ if $shown.HasNext }}" + link("next", "{{ $shown.Next.URL }}", "Older") + "{{ end }}",
            **same,
        ),
    )


# --- Eleventy ----------------------------------------------------------------------------------------------

_ELEVENTY = """\
import {feedPlugin} from "@11ty/eleventy-plugin-rss";
export default function (settings) {
  for (const language of LANGUAGES) {
    settings.addCollection(language, all => {
      const events = all.getFilteredByTag("events-" + language);
      events.forEach((event, at) => { event.data.before = events[at - 1]; event.data.after = events[at + 1]; });
      return events;
    });
    settings.addPlugin(feedPlugin, {
      type: "atom", outputPath: "/" + language + "/feed.xml", collection: {name: language, limit: 50},
      metadata: {language, title: "Diary " + language, base: "BASE", author: {name: "Diary"}},
    });
  }
  settings.addFilter("day", date => date.toISOString().slice(0, 10));
  return {dir: {input: "src", output: "out"}, markdownTemplateEngine: false};
}
"""
_ELEVENTY_FOLDER = """\
export default {layout: "event.njk", tags: "events-CODE", language: "CODE", other: "OTHER",
  permalink: data => "/CODE/events/" + data.page.fileSlug + "/"};
"""
_ELEVENTY_LIST = """\
---
title: Diary
language: CODE
other: OTHER
pagination: {data: collections.CODE, size: 50, alias: shown, reverse: true}
permalink: "/CODE/{% if pagination.pageNumber %}page/{{ pagination.pageNumber + 1 }}/{% endif %}"
---
"""
_ELEVENTY_MAP = """\
---
permalink: /sitemap.xml
---
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for language in ["cs", "en"] %}{% for event in collections[language] %}<url><loc>BASE{{ event.url }}</loc></url>
{% endfor %}{% endfor %}</urlset>
"""


def eleventy(found: Sequence[Event], project: Path, scratch: Scratch) -> None:
    """Nunjucks templates, Markdown by markdown-it, the feed plug-in."""
    scratch.lend_modules("eleventy", project)
    source = project / "src"
    write(project / "package.json", '{"type": "module"}')
    write(project / "eleventy.config.js", _ELEVENTY.replace("LANGUAGES", quoted(list(LANGUAGES))).replace("BASE", BASE))
    write(source / "_data" / "menu.json", quoted(MENU))
    write(source / "_data" / "names.json", quoted(LANGUAGES))
    same = {
        "language": "{{ language }}",
        "title": "{{ title }}",
        "other": "{{ other }}",
        "other_name": "{{ names[other] }}",
        "menu": _MENU,
    }
    write(
        source / "_includes" / "event.njk",
        event_page(
            other_url="/{{ other }}/events/{{ page.fileSlug }}/",
            day="{{ page.date | day }}",
            labels="{% for label in labels %}<li>{{ label }}</li>{% endfor %}",
            text="{{ content | safe }}",
            before="{% if before %}" + link("prev", "{{ before.url }}", "{{ before.data.title }}") + "{% endif %}",
            after="{% if after %}" + link("next", "{{ after.url }}", "{{ after.data.title }}") + "{% endif %}",
            **same,
        ),
    )
    shown = list_page(
        other_url="/{{ other }}/",
        events="{% for one in shown %}"
        + line("{{ one.url }}", "{{ one.data.title }}", "{{ one.date | day }}")
        + "\n{% endfor %}",
        newer="{% set url = pagination.href.previous %}{% if url %}"
        + link("prev", "{{ url }}", "Newer")
        + "{% endif %}",
        older="{% set url = pagination.href.next %}{% if url %}" + link("next", "{{ url }}", "Older") + "{% endif %}",
        **same,
    )
    for code, other in OTHER.items():
        write(
            source / code / "events" / "events.11tydata.js",
            _ELEVENTY_FOLDER.replace("CODE", code).replace("OTHER", other),
        )
        write(source / code / "index.njk", _ELEVENTY_LIST.replace("CODE", code).replace("OTHER", other) + shown)
        for event in found:
            write(source / code / "events" / f"{event.slug}.md", matter(event, code))
    write(source / "sitemap.njk", _ELEVENTY_MAP.replace("BASE/", BASE).replace("BASE", BASE[:-1]))


# --- Pelican -----------------------------------------------------------------------------------------------

_PELICAN = """\
AUTHOR = SITENAME = "Diary"
SITEURL = BASE
TIMEZONE = "UTC"
DEFAULT_LANG = "cs"
PATH, OUTPUT_PATH, THEME = "content", "out", "theme"
THEME_STATIC_PATHS = STATIC_PATHS = PAGE_PATHS = []
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
ARTICLE_URL = ARTICLE_LANG_URL = "{category}/events/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{category}/events/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "{slug}/", "{slug}/index.html"
PAGINATED_TEMPLATES = {"category": 50}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
TAG_SAVE_AS = AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES, SITEMAP_SAVE_AS = ["sitemap"], "sitemap.xml"
FEED_ALL_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CATEGORY_FEED_ATOM, FEED_MAX_ITEMS = "{slug}/feed.xml", 50
SUMMARY_MAX_LENGTH = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
PLUGIN_PATHS, PLUGINS = ["plugins"], ["around"]
MENU, NAMES, OTHER = MENUS, NAMED, OTHERS
"""
_PELICAN_PLUGIN = """\
from pelican import signals


def _link(generator):
    for _, articles in generator.categories:  # the latest first
        for at, article in enumerate(articles):
            article.after = articles[at - 1] if at else None
            article.before = articles[at + 1] if at + 1 < len(articles) else None


def register():
    signals.article_generator_finalized.connect(_link)
"""
_PELICAN_MAP = """\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for article in articles %}<url><loc>{{ SITEURL }}/{{ article.url }}</loc></url>
{% endfor %}</urlset>
"""


def pelican(found: Sequence[Event], project: Path) -> None:
    """Jinja2 and Python-Markdown; a language is a category, so that each has its list and feed."""
    names = {"BASE": quoted(BASE[:-1]), "MENUS": repr(MENU), "NAMED": repr(LANGUAGES), "OTHERS": repr(OTHER)}
    settings = _PELICAN
    for name, value in names.items():
        settings = settings.replace(f" {name}", f" {value}")
    write(project / "pelicanconf.py", settings)
    write(project / "plugins" / "around.py", _PELICAN_PLUGIN)
    for code in LANGUAGES:
        for event in found:
            head = {"Title": event.titles[code], "Date": event.day.isoformat(), "Category": code, "Lang": code}
            lines = "".join(f"{name}: {value}\n" for name, value in head.items())
            text = f"{lines}Slug: {event.slug}\nTags: {', '.join(event.labels)}\n\n{event.texts[code]}"
            write(project / "content" / code / f"{event.slug}.md", text)
    same = {
        "language": "{{ language }}",
        "other": "{{ OTHER[language] }}",
        "other_name": "{{ NAMES[OTHER[language]] }}",
        "menu": _MENU.replace("menu", "MENU"),
    }
    article = event_page(
        title="{{ article.title }}",
        other_url="/{{ OTHER[language] }}/events/{{ article.slug }}/",
        day="{{ article.date.strftime('%Y-%m-%d') }}",
        labels="{% for tag in article.tags %}<li>{{ tag }}</li>{% endfor %}",
        text="{{ article.content }}",
        before="{% set one = article.before %}{% if one %}"
        + link("prev", "/{{ one.url }}", "{{ one.title }}")
        + "{% endif %}",
        after="{% set one = article.after %}{% if one %}"
        + link("next", "/{{ one.url }}", "{{ one.title }}")
        + "{% endif %}",
        **same,
    )
    shown = list_page(
        title="Diary",
        other_url="/{{ OTHER[language] }}/",
        events="{% for one in articles_page.object_list %}"
        + line("/{{ one.url }}", "{{ one.title }}", "{{ one.date.strftime('%Y-%m-%d') }}")
        + "\n{% endfor %}",
        newer="{% if articles_page.has_previous() %}"
        + link("prev", "/{{ articles_previous_page.url }}", "Newer")
        + "{% endif %}",
        older="{% if articles_page.has_next() %}"
        + link("next", "/{{ articles_next_page.url }}", "Older")
        + "{% endif %}",
        **same,
    )
    templates = project / "theme" / "templates"
    write(templates / "article.html", "{% set language = article.lang %}" + article)
    write(templates / "category.html", "{% set language = category.slug %}" + shown)
    write(templates / "sitemap.html", _PELICAN_MAP)
    for name in ("index", "page", "archives", "tag", "tags", "author", "authors", "categories", "period_archives"):
        write(templates / f"{name}.html", "")


# --- MkDocs ------------------------------------------------------------------------------------------------


def mkdocs(found: Sequence[Event], project: Path) -> None:
    """Jinja2 and Python-Markdown, languages by mkdocs-static-i18n; it has no lists, so they are Markdown too."""
    languages = [
        {"locale": code, "name": name, "default": code == "cs", "build": True} for code, name in LANGUAGES.items()
    ]
    plugin = {"docs_structure": "folder", "reconfigure_material": False, "reconfigure_search": False}
    settings = {
        "site_name": "Diary",
        "site_url": BASE,
        "docs_dir": "docs",
        "site_dir": OUTPUT,
        "theme": {"name": None, "custom_dir": "theme"},
        "extra": {"menu": MENU, "names": LANGUAGES, "other": OTHER},
        "plugins": [{"i18n": plugin | {"languages": languages}}],
    }
    write(project / "mkdocs.yml", quoted(settings))
    pages = list(listings(found, PAGE))
    for code in LANGUAGES:
        folder = project / "docs" / code
        for event in found:
            write(folder / "events" / f"{event.slug}.md", matter(event, code))
        for number, shown in enumerate(pages, 1):
            up = "" if number == 1 else "../"
            lines = [f"- [{one.titles[code]}]({up}events/{one.slug}.md) {one.day}\n" for one in shown]
            newer = f"[Newer]({'../index.md' if number == 2 else f'{number - 1}.md'})" if number > 1 else ""  # noqa: PLR2004 - before it is the first page
            older = f"[Older]({'page/' if number == 1 else ''}{number + 1}.md)" if number < len(pages) else ""
            name = "index.md" if number == 1 else f"page/{number}.md"
            write(folder / name, f"---\ntitle: Diary\n---\n{''.join(lines)}\n{newer} {older}\n")
    template = event_page(
        language="{{ language }}",
        title="{{ page.title }}",
        other="{{ other }}",
        other_url="{{ page.file.alternates[other].url|url }}",
        other_name="{{ config.extra.names[other] }}",
        menu=_MENU.replace("menu", "config.extra.menu"),
        day="{{ page.meta.date }}",
        labels="{% for label in page.meta.labels %}<li>{{ label }}</li>{% endfor %}",
        text="{{ page.content }}",
        before="{% set one = page.previous_page %}{% if one %}"
        + link("prev", "{{ one.url|url }}", "{{ one.title }}")
        + "{% endif %}",
        after="{% set one = page.next_page %}{% if one %}"
        + link("next", "{{ one.url|url }}", "{{ one.title }}")
        + "{% endif %}",
    )
    write(
        project / "theme" / "main.html",
        "{% set language = i18n_page_locale %}{% set other = config.extra.other[language] %}" + template,
    )


def peers(scratch: Scratch) -> list[Contender]:
    """Return the generators that are installed in the scratch folder."""
    node = scratch.node()
    rows = {
        "hugo": Contender(
            "Hugo",
            hugo,
            [str(scratch.hugo()), "--quiet", "--destination", OUTPUT, "--cacheDir", "{project}/.hugo"],
            (OUTPUT, ".hugo", "resources"),
            "content/en/events/{slug}.md",
        ),
        "eleventy": Contender(
            "Eleventy",
            partial(eleventy, scratch=scratch),
            [str(node / "node"), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"],
            (OUTPUT, ".cache"),
            "src/en/events/{slug}.md",
        ),
        "mkdocs": Contender(
            "MkDocs",
            mkdocs,
            [str(scratch.program("mkdocs", "mkdocs")), "build", "--quiet"],
            (OUTPUT,),
            "docs/en/events/{slug}.md",
            bare="cs",
        ),
        "pelican": Contender(
            "Pelican",
            pelican,
            [str(scratch.program("pelican", "pelican")), "--quiet", "--settings", "pelicanconf.py"],
            (OUTPUT, "cache", "__pycache__"),
            "content/en/{slug}.md",
        ),
    }
    return [contender for name, contender in rows.items() if scratch.holds(name)]
