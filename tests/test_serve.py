"""The preview: a real server, asked by a real client."""

from __future__ import annotations

import dataclasses
import hashlib
import http.client
import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from sitegen import serve
from sitegen.console import Console
from sitegen.making.errors import CannotMake
from sitegen.making.process_cache import ProcessCache
from sitegen.making.sketches import sketch
from sitegen.model.order import Released
from sitegen.model.project import HOME, Options
from sitegen.model.web_orders import PictureOrder
from sitegen.pipeline import PlannedSite, build
from sitegen.serve import binding
from sitegen.serve.ahead import warm_up
from sitegen.serve.binding import Doors, NoPort
from sitegen.serve.editor import Editor
from sitegen.serve.hub import WAITING, Hub
from sitegen.serve.missing import missing
from sitegen.serve.moving import new_addresses
from sitegen.serve.server import Served, _Said, start
from sitegen.serve.telling_pages import for_others
from sitegen.serve.watching import Saves
from tests.conftest import NOW, Place, picture
from tests.test_consent import Show

PATIENCE = 20
"""Seconds until something that should happen must have happened, on a busy machine."""


class Preview:
    """A running preview and what it answers."""

    def __init__(self, place: Place, log: Path, *more: str, program: Path = HOME) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.place, self.log = place, log
        command = [*place.command("serve"), "--port", str(self.port), *more]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=program, stdout=out, stderr=subprocess.STDOUT)

    def get(self, path: str, host: str = "", **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Status, body and headers of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something to happen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                if happened():
                    return
            except OSError:
                pass  # it does not listen yet
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8"))

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def preview(_built_once: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the small project, with a sound-like file to be asked for in pieces."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(_built_once.root, root / "project", ignore=shutil.ignore_patterns("output"))
    place = Place(root / "project")
    place.write("static/root/sound.mp3", "0123456789" * 100)
    running = Preview(place, root / "log")
    try:
        running.until(lambda: running.get("/")[0] == 200 and "up to date" in running.log.read_text("utf-8"))
        yield running
    finally:
        running.stop()


def test_pages_are_served(preview: Preview) -> None:
    """With the script that loads them anew; nothing is published."""
    status, body, headers = preview.get("/cs/akce/")
    assert status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert b"/_preview/reload.js" in body
    assert not preview.place.output.exists()
    said = preview.log.read_text("utf-8")
    assert "the preview is up to date" in said
    assert "the site is in" not in said


def test_where_nothing_is_the_page_of_the_site_says_so(preview: Preview) -> None:
    """With the script, because a page may come there."""
    status, body, _ = preview.get("/cs/nothing/")
    assert status == 404
    assert b"<h1" in body
    assert b"/_preview/reload.js" in body


@pytest.mark.parametrize(
    ("consent", "says"),
    [
        ("{status: pending, date: 2026-04-01}", "status: pending"),
        ("{status: withdrawn, date: 2026-04-01}", "is withdrawn"),
        ("{status: given, scopes: [web], date: 2026-04-01, expires: 2026-04-30}", "ended on 2026-04-30"),
        ("{status: given, scopes: [print], date: 2026-04-01}", "web is not among its scopes"),
    ],
)
def test_a_page_that_is_held_back_says_why(consent: str, says: str, built: Place) -> None:
    """In words that the editor of the record understands, with its file; so does what is not shown because of it."""
    record = "name: Eva\ncountry: PL\nsummary: {cs: Fotí., en: Takes.}\n"
    built.write("content/authors/eva.yaml", f"{record}consent: {consent}\n")
    text = (built.root / "content/photos/ada-1.yaml").read_text("utf-8").replace("author: ada", "author: eva")
    built.write("content/photos/eva-1.yaml", text)
    options = Options(now=NOW, preview=True)
    console = Console(built.project, "en", "text")
    page = missing("/en/authors/eva/", built.project, options, console).decode()
    assert says in page
    assert "content/authors/eva.yaml:4:10" in page
    assert "<b>An author: Eva</b>" in page
    photograph = missing("/en/photos/eva-1/", built.project, options, console).decode()
    assert "photo:eva-1 is not published: its author is not published" in photograph
    assert says in photograph
    assert missing("/en/authors/ada/", built.project, options, console) == b""
    assert missing("/en/authors/nobody/", built.project, options, console) == b""


def test_an_address_that_shows_nothing_yet_says_why(preview: Preview) -> None:
    """A draft whose consent is awaited, as `new author` writes it."""
    record = "name: Eva\ncountry: PL\nsummary: {cs: Fotí., en: Takes.}\ndraft: true\n"
    path = preview.place.write("content/authors/eva.yaml", f"{record}consent: {{status: pending, date: 2026-04-01}}\n")
    try:
        for address in ("/en/authors/eva/", "/en/authors/eva", "/en/authors/eva/index.html"):
            status, body, _ = preview.get(address)
            assert status == 404
            assert b"status: pending" in body
            assert b'<a href="/_status/">' in body
            assert b"/_preview/reload.js" in body
    finally:
        path.unlink()


def test_only_this_computer_is_served(preview: Preview) -> None:
    """It listens on the loopback address alone."""
    table = Path("/proc/net/tcp")
    listening = [line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"]
    assert f"0100007F:{preview.port:04X}" in listening
    assert f"00000000:{preview.port:04X}" not in listening


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("localhost", {}, 200),
        ("127.0.0.1:8000", {"Origin": "http://localhost:8000"}, 200),
        ("evil.example", {}, 403),
        ("127.0.0.1.evil.example", {}, 403),
        ("[broken", {}, 403),
        ("localhost", {"Origin": "https://evil.example"}, 403),
        ("localhost", {"Origin": "null"}, 403),
        ("localhost", {"Origin": "http://["}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/cs/", "/_preview/reload.js", "/_preview/overlay.css", "/sound.mp3"])
def test_strangers_are_refused(preview: Preview, host: str, headers: dict[str, str], status: int, path: str) -> None:
    """A page elsewhere must not read the preview by a host name that it made lead here (DNS rebinding)."""
    found, body, _ = preview.get(path, host, **headers)
    assert found == status
    if status == 403:
        assert b"0123456789" not in body
        assert b"<title>" not in body or b"403" in body


def test_strangers_get_no_news(preview: Preview) -> None:
    """The web socket that tells of changes is for our own pages."""
    wish = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    wish["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    assert preview.get("/livereload", "localhost", Origin="https://evil.example", **wish)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../.cache/lock",
        "/..%2f..%2f..%2fcontent/site.yaml",
        "//etc/passwd",
        "/%2e%2e/x",
        "/_preview/server.py",
        "/_preview/..%2fcli.py",
    ],
)
def test_nothing_outside_of_the_site_is_served(preview: Preview, path: str) -> None:
    """Whatever is asked for."""
    assert preview.get(path)[0] in {400, 403, 404}


def test_sound_is_served_in_pieces(preview: Preview) -> None:
    """Players ask for ranges of bytes when somebody jumps to a chapter."""
    status, body, headers = preview.get("/sound.mp3", Range="bytes=10-14")
    assert (status, body) == (206, b"01234")
    assert headers["Content-Range"] == "bytes 10-14/1000"
    assert preview.get("/sound.mp3", Range="bytes=-5")[:2] == (206, b"56789")


def test_a_change_is_shown_and_a_mistake_keeps_the_last_good_page(preview: Preview) -> None:
    """The editor sees the new text at once, and the report of a mistake; the pages stay until it is mended."""
    path, there = "content/events/opening.yaml", preview.place.root / ".cache" / "preview"
    preview.place.edit(path, "The exhibition begins.", "The doors are open.")
    preview.until(lambda: b"The doors are open." in preview.get("/en/events/opening/")[1])
    preview.until(lambda: "The doors are open." in (there / "en/events/opening/index.html").read_text("utf-8"))
    preview.place.edit(path, "kind: exhibition-opening", "kind: exhibition-openin")
    preview.until(lambda: "[bad-choice]" in preview.log.read_text("utf-8"))
    status, body, _ = preview.get("/en/events/opening/")
    assert status == 200
    assert b"The doors are open." in body
    preview.place.edit(path, "kind: exhibition-openin", "kind: talk")
    preview.place.edit(path, "The doors are open.", "All is well.")
    preview.until(lambda: b"All is well." in preview.get("/en/events/opening/")[1])


def test_what_is_named_by_what_it_is_made_of_is_not_asked_for_again(preview: Preview) -> None:
    """Pages and short addresses are; a file of the same name may be another one."""
    style = next(path for path in (preview.place.root / ".cache/preview/static").glob("site.*.css")).name
    assert "immutable" in preview.get(f"/static/{style}")[2]["Cache-Control"]
    for path in ("/en/events/opening/", "/_preview/reload.js", "/sound.mp3"):
        assert preview.get(path)[2]["Cache-Control"] == "no-cache"


def test_saves_are_noticed_also_in_folders_that_come_later(place: Place) -> None:
    """And a folder that another one has taken the place of."""
    saves = Saves(place.project)
    assert not saves.waiting
    place.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    saves.wait()
    place.write("podcasts/note.txt", "A new folder.")
    saves.wait()
    (place.root / "photos").rename(place.root / "old")
    saves.wait()
    shutil.copytree(place.root / "old", place.root / "photos")
    saves.wait()
    time.sleep(0.5)  # that can be several changes
    for name in ("ada-1.jpg", "ada-2.jpg"):
        picture(place.root / "photos" / name, colour="#224466")
        saves.wait()


def test_saves_are_noticed_in_a_folder_that_was_put_back(place: Place) -> None:
    """As from a copy that was kept aside, at once: the system may give the new one the number of the old one."""
    saves = Saves(place.project)
    assert not saves.waiting
    shutil.copytree(place.root / "content", place.root / "aside")
    for number in range(3):
        shutil.rmtree(place.root / "content")
        shutil.copytree(place.root / "aside", place.root / "content")
        saves.wait()
        time.sleep(0.5)
        place.edit("content/events/opening.yaml", "en: Opening", f"en: Opening {number}")
        saves.wait()
        time.sleep(0.5)


def test_a_save_during_a_build_ends_it(built: Place) -> None:
    """What is made then would be of a state that is past; the next build publishes both changes."""
    saves = SimpleNamespace(waiting=False)
    options = Options(now=NOW, printing=False, preview=True)
    preview = serve._Preview(built.project, options, Console(built.project, "en", "text"), Hub(), saves)
    preview.build()
    before = built.read("en/events/opening/index.html")
    saves.waiting = True
    built.edit("content/events/opening.yaml", "The exhibition begins.", "The doors are open.")
    preview.build()
    assert built.read("en/events/opening/index.html") == before
    saves.waiting = False
    built.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    preview.build()
    after = built.read("en/events/opening/index.html")
    assert "The doors are open." in after
    assert "Beginning" in after


class _During:
    """Between two pieces of work of a build: ask what the preview answers then."""

    def __init__(self, port: int, hub: Hub, path: str) -> None:
        self.statuses: list[int] = []
        self._port, self._hub, self._path = port, hub, path

    @property
    def waiting(self) -> bool:
        """No save is waiting; whatever the server asks the build for is answered."""
        with ThreadPoolExecutor() as pool:
            asked = pool.submit(self.status)
            while not asked.done():
                self._hub.answer(0.02)
            self.statuses.append(asked.result())
        return False

    def status(self, path: str = "") -> int:
        """What is answered now, at this path or the usual one."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request("GET", path or self._path)
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture
def watched(built: Place) -> tuple[serve._Preview, _During]:
    """A preview that has built once, whose server is asked for the page of an author while it builds again."""
    hub = Hub()
    sockets, port, _ = binding.bound(Doors(port=0))
    served = Served(built.output, hub, b"", bytes, lambda _: b"", Editor(built.project))
    start(served, sockets)
    during = _During(port, hub, "/en/authors/ada/")
    options = Options(now=NOW, printing=False, preview=True)
    preview = serve._Preview(built.project, options, Console(built.project, "en", "text"), hub, during)
    preview.build()
    assert during.status() == 200
    during.statuses.clear()
    return preview, during


def test_what_is_withdrawn_is_gone_before_the_site_is_finished_and_comes_back_as_soon(
    built: Place, watched: tuple[serve._Preview, _During]
) -> None:
    """The folder of the last build has it still, or not yet; nobody has the page open."""
    preview, during = watched
    given = "consent: {status: given"
    built.edit("content/authors/ada.yaml", given, "consent: {status: withdrawn")
    preview.build()
    assert during.statuses
    assert set(during.statuses) == {404}
    during.statuses.clear()
    built.edit("content/authors/ada.yaml", "consent: {status: withdrawn", given)
    preview.build()
    assert during.statuses
    assert set(during.statuses) == {200}
    assert during.status() == 200


def test_what_is_withdrawn_is_gone_though_the_site_has_another_fault(
    built: Place, watched: tuple[serve._Preview, _During]
) -> None:
    """No page stays, as those of others, lists and the search may name it; all is there again when both are mended."""
    preview, during = watched
    names_her = ("/en/photos/ada-1/", "/en/authors/", "/en/search/")
    assert {during.status(path) for path in names_her} == {200}
    kind = "kind: exhibition-opening"
    built.edit("content/authors/ada.yaml", "consent: {status: given", "consent: {status: withdrawn")
    built.edit("content/events/opening.yaml", kind, "kind: exhibition-openin")
    preview.build()
    assert {during.status(path) for path in ("", *names_her)} == {503}
    built.edit("content/authors/ada.yaml", "consent: {status: withdrawn", "consent: {status: given")
    built.edit("content/events/opening.yaml", "kind: exhibition-openin", kind)
    preview.build()
    assert {during.status(path) for path in ("", *names_her)} == {200}


def test_a_page_that_is_mended_is_not_told_of_the_old_mistake(built: Place) -> None:
    """It is on the screen long before the rest of the site is made, and the mistake must not come back over it."""
    path, hub = "en/events/opening/index.html", Hub()
    told: list[Mapping[str, object]] = []

    class Browser:
        def tell(self, message: Mapping[str, object]) -> None:
            told.append(message)
            if message["command"] == "reload":
                hub.came(self, path, None)

    options = Options(now=NOW, printing=False, preview=True)
    console = Console(built.project, "en", "text")
    preview = serve._Preview(built.project, options, console, hub, SimpleNamespace(waiting=False))
    preview.build()
    hub.came(Browser(), path, None)
    built.edit("content/events/opening.yaml", "kind: exhibition-opening", "kind: exhibition-openin")
    preview.build()
    assert told[-1]["state"]
    told.clear()
    built.edit("content/events/opening.yaml", "kind: exhibition-openin", "kind: exhibition-opening")
    built.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    preview.build()
    assert "reload" in [message["command"] for message in told]
    assert [message["state"] for message in told if message.get("state")] == []


class _PlannedError(Exception):
    """Nothing has to be made."""


def planned(place: Place, kept: ProcessCache | None = None) -> dict[str, str]:
    """The fingerprints of the next build."""
    found: dict[str, str] = {}

    def announce(coming: PlannedSite) -> None:
        found.update(coming.plan.fingerprints)
        raise _PlannedError

    with pytest.raises(_PlannedError):
        build(place.project, Options(now=NOW, printing=False), announce=announce, kept=kept)
    return found


def test_a_process_that_builds_again_sees_every_replaced_file(tmp_path: Path) -> None:
    """Also one of the same size, whose times were set back."""
    place, kept = Show(tmp_path / "project").place, ProcessCache()
    last = planned(place, kept)
    assert planned(place, kept) == last
    replacements = {
        "podcasts/talks/01-first.cs.vtt": (b"05.000", b"04.000"),
        "photos/zora-1.jpg": (b"JFIF\x00\x01\x01", b"JFIF\x00\x01\x02"),
        "content/photos/zora-1.yaml": (b"Canaryonecaption", b"Canarytwocaption"),
        "templates/event.html": (b"<article", b"<section"),
    }
    shutil.copytree(HOME / "templates", place.root / "templates")
    for name, (old, new) in replacements.items():
        path = place.root / name
        times, content = path.stat(), path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        found = planned(place, kept)
        assert found != last
        assert found == planned(place)
        last = found


def test_as_long_as_there_is_no_site_every_address_says_so(place: Place, tmp_path: Path) -> None:
    """With the script that will tell what is wrong, and load the page when it is there."""
    place.edit("content/events/opening.yaml", "kind: exhibition-opening", "kind: exhibition-openin")
    running = Preview(place, tmp_path / "log")
    try:
        running.until(lambda: "[bad-choice]" in running.log.read_text("utf-8"))
        for path in ("/", "/en/events/opening/", "/en/nothing/"):
            status, body, _ = running.get(path)
            assert status == 503
            assert b"The preview is being made" in body
            assert b'data-seen="-"' in body
        place.edit("content/events/opening.yaml", "kind: exhibition-openin", "kind: talk")
        running.until(lambda: "Malá výstava".encode() in running.get("/")[1])
    finally:
        running.stop()


class Open:
    """A page that is open in a browser, and what it was told."""

    def __init__(self) -> None:
        self.told: list[Mapping[str, object]] = []

    def tell(self, message: Mapping[str, object]) -> None:
        """Hear."""
        self.told.append(message)


def test_who_comes_during_a_first_build_waits_and_is_told_when_the_site_is_there() -> None:
    """Also at an address where nothing will be, which then says so; nobody is told to load the page that waits."""
    hub, page, lost = Hub(), Open(), Open()
    hub.say({"progress": "1 of 9"})
    hub.came(page, "cs/index.html", WAITING)
    hub.came(lost, "cs/nothing/index.html", WAITING)
    assert [said["command"] for said in page.told] == ["state"]
    hub.show_finished({"cs/index.html": "1"})
    hub.tell(hub.outdated({"cs/index.html": "1"}), {})
    assert page.told[-1]["command"] == lost.told[-1]["command"] == "reload"


def test_the_next_port_is_taken_where_another_program_has_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was asked for is used, or the preview does not begin."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(binding, "DEFAULT_PORT", taken)
        sockets, port, hosts = binding.bound(Doors())
        for one in sockets:
            one.close()
        assert port > taken
        assert hosts == []
        with pytest.raises(NoPort):
            binding.bound(Doors(taken))


def test_a_phone_of_the_network_is_let_in_where_that_was_asked_for(built: Place, tmp_path: Path) -> None:
    """By the address that is printed, with a QR code, and by no other name."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))
        here = asking.getsockname()[0]
    running = Preview(built, tmp_path / "log", "--lan")
    try:
        running.until(lambda: running.get("/cs/")[0] == 200)
        assert running.get("/cs/", here)[0] == 200
        assert running.get("/cs/", "evil.example")[0] == 403
        for own in ("/_status/", "/admin/"):
            assert running.get(own)[0] == 200
            with socket.create_connection((here, running.port), timeout=5) as phone:
                phone.sendall(f"GET {own} HTTP/1.1\r\nHost: {here}\r\nConnection: close\r\n\r\n".encode())
                answer = b"".join(iter(lambda: phone.recv(65536), b""))
            assert answer.startswith(b"HTTP/1.1 404")
        said = running.log.read_text("utf-8")
        assert f"http://{here}:{running.port}/" in said
        assert "▄" in said
    finally:
        running.stop()


@pytest.mark.parametrize(
    "message",
    ["x", "[]", "null", "{}", '{"command":"info","url":5}', '{"command":"info","url":"http://[bad"}', "[" * 9999],
)
def test_what_no_page_says_is_not_answered(message: str) -> None:
    """Nor does it stop anything."""
    assert _Said.of(message) is None


def test_other_devices_hear_of_mistakes_but_not_what_stands_in_the_files() -> None:
    """A phone of the network is shown pages, no records."""
    state = {"title": "1 mistake", "items": [{"excerpt": "Secret"}], "more": "", "hide": "Hide"}
    assert "Secret" not in str(for_others(state))
    assert for_others({"progress": "1 of 2"}) == {"progress": "1 of 2"}
    assert for_others(None) is None


def test_what_came_in_the_place_of_a_page() -> None:
    """The only new page of its list; else the list; a page of no list is gone."""
    lists = {"cs/akce/index.html": "1", "en/about/index.html": "1"}
    before = lists | {"cs/akce/a/index.html": "2", "cs/q/index.html": "3"}
    assert new_addresses(before, lists | {"cs/akce/b/index.html": "2"}) == {"cs/akce/a/index.html": "/cs/akce/b/"}
    beside = {"cs/akce/b/index.html": "2", "cs/akce/b/b.ics": "3"}
    assert new_addresses(before, lists | beside) == {"cs/akce/a/index.html": "/cs/akce/b/"}
    two = lists | {"cs/akce/b/index.html": "2", "cs/akce/c/index.html": "2"}
    assert new_addresses(before, two) == {"cs/akce/a/index.html": "/cs/akce/"}


def test_the_preview_may_lie_elsewhere(built: Place, tmp_path: Path) -> None:
    """`--output` names its folder; what was published stays."""
    before = built.read("index.html")
    running = Preview(built, tmp_path / "log", "--output", str(tmp_path / "www"))
    try:
        running.until((tmp_path / "www" / "cs" / "akce" / "index.html").is_file)
        running.until(lambda: running.get("/cs/akce/")[0] == 200)
    finally:
        running.stop()
    assert built.read("index.html") == before
    assert not (built.root / ".cache" / "preview").exists()


def test_a_folder_of_somebody_else_is_neither_changed_nor_shown(place: Place, tmp_path: Path) -> None:
    """The reason is said, and nothing is served."""
    page = tmp_path / "www" / "index.html"
    page.parent.mkdir()
    page.write_text("mine")
    done = subprocess.run(
        [*place.command("serve"), "--output", str(page.parent)], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "[foreign-output]" in done.stdout
    assert [path.read_text() for path in page.parent.iterdir()] == ["mine"]


def test_a_changed_program_makes_nothing_before_a_new_start(place: Place, tmp_path: Path) -> None:
    """The code that runs is not the one that fingerprints would be taken of."""
    program = tmp_path / "program"
    shutil.copytree(HOME / "sitegen", program / "sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    preview = Preview(place, tmp_path / "log", program=program)
    try:
        preview.until(lambda: b"Opening" in preview.get("/en/events/opening/")[1])
        with (program / "sitegen" / "making" / "templates.py").open("a", encoding="utf-8") as module:
            module.write("\n# other code\n")
        place.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
        preview.until(lambda: "start the preview anew" in preview.log.read_text("utf-8"))
        assert b"Beginning" not in preview.get("/en/events/opening/")[1]
    finally:
        preview.process.kill()
        preview.process.wait()


def test_a_file_that_was_named_anew_is_found() -> None:
    """While its page is being loaded; not where there are two, or none."""
    hub = Hub()
    hub.show_finished(
        dict.fromkeys(
            ("media/a-480.00000001.avif", "media/b.00000002.jpg", "media/b.00000003.jpg", "cs/index.html"), ""
        )
    )
    assert hub.in_place_of("media/a-480.0000000f.avif") == "media/a-480.00000001.avif"
    for path in ("media/a-640.0000000f.avif", "media/b.0000000f.jpg", "cs/other/index.html"):
        assert hub.in_place_of(path) is None


def test_a_picture_in_the_making_is_sketched_without_what_is_hidden(tmp_path: Path) -> None:
    """A JPEG of its size, whatever its format will be; and the region that may not be recognized has no detail."""
    original = tmp_path / "stripes.png"
    stripes = Image.new("RGB", (600, 400))
    stripes.putdata([(255 * (x % 2),) * 3 for _ in range(400) for x in range(600)])
    stripes.resize((1200, 800), Image.Resampling.NEAREST).save(original)
    digest = hashlib.sha256(original.read_bytes()).hexdigest()
    order = PictureOrder(Released(original, digest, ((0.5, 0.0, 0.5, 1.0),)), 1200, 800, "avif")
    with Image.open(io.BytesIO(sketch(order))) as made:
        assert (made.format, made.size) == ("JPEG", (1200, 800))
        seen, hidden = (made.convert("L").crop(box).getextrema() for box in ((8, 8, 500, 700), (650, 50, 1150, 700)))
    assert seen[1] - seen[0] > 100
    assert hidden[1] - hidden[0] < 20
    cropped = dataclasses.replace(order, width=300, height=300, crop=(0.5, 0.5))
    with Image.open(io.BytesIO(sketch(cropped))) as made:
        assert made.size == (300, 300)
    original.write_bytes(b"")
    with pytest.raises(CannotMake):
        sketch(order)


def test_what_saves_need_is_at_hand_before_they_come(built: Place) -> None:
    """So the first is no slower than the next; a save that comes meanwhile does not wait for all of it."""
    options, asked = Options(now=NOW, printing=False, preview=True), list[bool]()

    def announce(coming: PlannedSite) -> None:
        warm_up(coming, lambda: asked.append(True) or len(asked) > 2)

    assert not build(built.project, options, announce=announce).failed
    assert len(asked) == 3
