"""The editor in the browser: its configuration, its files, and who may see them."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from sitegen.content.language_list import read_languages
from sitegen.model.problems import Problems
from sitegen.model.project import Project
from sitegen.schemas.forms_in_browser import configuration
from sitegen.serve.editor import Editor
from sitegen.serve.hub import Hub
from sitegen.serve.server import Served, start
from tests.conftest import Place

ROOT = Path(__file__).parents[2]
OWN = ROOT / "sitegen" / "serve" / "admin"
DIGESTS = {
    "sveltia-cms.js": "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a",
    "icons.woff2": "d3d09c5433f9c3aeb32239aa3bdeacde7a80bbfcadf7fc9ce8547a5d24f95f81",
    "cs.json": "6b0ab3076880134e3827b3da398ee56f8642ae1b9f723584046a4b68d1dbf410",
}
"""SHA-256 of dist/sveltia-cms.js and locales/cs.json of @sveltia/cms 0.221.1, and of the file of weight 400 of
@fontsource/material-symbols-outlined 5.3.8."""


def told(project: Project) -> dict[str, Any]:
    """Return what the editor is told of a project."""
    return configuration(project, read_languages(project, Problems()), "A site")


def test_files_are_those_of_the_packages() -> None:
    """Nobody has changed a byte of what others have made."""
    found = {"sveltia-cms.js": gzip.decompress((OWN / "sveltia-cms.js.gz").read_bytes())}
    found |= {name: (OWN / name).read_bytes() for name in DIGESTS if name not in found}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == DIGESTS


def test_configuration_is_one_of_the_editor(tmp_path: Path) -> None:
    """It fits the schema that comes with the editor, for the real site."""
    schema = json.loads(gzip.decompress((Path(__file__).parent / "sveltia-cms.schema.json.gz").read_bytes()))
    found = told(Project.at(ROOT, tmp_path))
    assert [error.message[:300] for error in Draft7Validator(schema).iter_errors(found)] == []


def test_kinds_have_forms_from_their_models(place: Place) -> None:
    """Their fields, choices, references and texts in each language; what no form can hold is in none."""
    place.edit("content/site.yaml", "timezone", "event_kinds: {reading: {cs: Čtení, en: Reading}}\ntimezone")
    found = {one["name"]: one for one in told(place.project)["collections"] if "name" in one}
    charts = {field["name"]: field for field in found["infographic"]["fields"]}
    assert {"title", "charts"} < charts.keys()
    assert "units" not in charts
    event = {field["name"]: field for field in found["event"]["fields"]}
    assert event["venue"]["collection"] == "venue"
    assert event["venue"]["required"] is False
    assert {"talk", "reading"} <= {*event["kind"]["options"]}
    assert [(field["name"], field["required"]) for field in event["title"]["fields"]] == [("cs", True), ("en", True)]
    assert [field["name"] for field in event["people"]["fields"]] == ["name", "role", "consent"]
    assert event["when"]["hint"].startswith("Kdy se koná; s hodinou ")


def test_texts_have_forms_of_plain_markdown(place: Place) -> None:
    """A pane a language, in which nobody's Markdown is written anew; records of which no text is shown have none."""
    found = {one["name"]: one for one in told(place.project)["collections"] if "name" in one}
    text = found["page-text"]
    assert (text["folder"], text["extension"], text["format"]) == ("content/pages", "md", "raw")
    assert [(field["name"], field["modes"]) for field in text["fields"]] == [("body", ["raw"])]
    assert told(place.project)["i18n"]["locales"] == ["cs", "en"]
    assert "event-text" in found
    assert "card-text" not in found


@pytest.fixture
def near(place: Place) -> int:
    """The port of a preview that other devices of the network may ask too."""
    one = socket.create_server(("127.0.0.1", 0))
    one.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    port: int = one.getsockname()[1]
    hub = Hub()
    hub.ready = True
    hosts = frozenset({"192.0.2.7"})
    start(Served(place.output, hub, b"", bytes, lambda _: b"", Editor(place.project), hosts), [one])
    return port


def ask(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str, bytes]:
    """Return status, policy and body of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Security-Policy", ""), answer.read()


def test_editor_is_served_to_this_computer_alone(near: int) -> None:
    """Under a policy that reaches nobody else; also where phones see the pages, which ask for it in vain."""
    status, policy, page = ask(near, "/admin/")
    assert status == 200
    assert "connect-src 'self' blob: data:;" in policy
    assert "http" not in policy
    assert b"_preview" not in page
    script = ask(near, "/admin/sveltia-cms.js")[2]
    assert b"url(https:" not in script
    assert b"www.githubstatus.com/api" not in script
    for path in ("status.json", "cms/package.json"):
        assert ask(near, f"/admin/{path}")[0] == 200
    assert b"unpkg.com/@sveltia/cms" not in script
    assert ask(near, "/admin/cms@1.0/locales/cs.json")[0] == 200
    assert json.loads(ask(near, "/admin/config.json")[2])["collections"]
    assert {ask(near, f"/admin/{path}")[0] for path in ("LICENSE.txt", "cms@1/locales/xx.json", "../server.py")} == {
        404
    }
    assert ask(near, "/admin/", "elsewhere.example")[0] == 403
