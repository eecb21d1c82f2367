"""The W3C's Nu HTML checker reads every page of the site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests import tools


def test_every_page_is_valid_html(site: Path) -> None:
    """One run of the checker over the whole folder; style sheets use features it does not know yet."""
    java = tools.found(tools.JAVA)
    assert java, tools.remedy(tools.JAVA)
    command = [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(tools.VNU.path)]
    command += ["--skip-non-html", "--errors-only", "--format", "json", "--stdout", "--exit-zero-always", str(site)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    messages = [one for one in json.loads(answer)["messages"] if not one["message"].startswith("CSS:")]
    found = [f"{one['url'].partition('/output/')[2]}:{one.get('lastLine')}: {one['message']}" for one in messages]
    assert found == []
