"""A headless Chromium, spoken to by the WebDriver protocol (W3C) over chromedriver."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")


class Browser:
    def __init__(self, address: str, session: str) -> None:
        self._base = f"{address}/session/{session}"

    def open(self, page: Path, *, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.devtools("Emulation.setDeviceMetricsOverride", **metrics)
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        _post(f"{self._base}/url", url=page.as_uri())

    def run(self, script: str) -> Any:
        """What `script` returns in the page."""
        return _post(f"{self._base}/execute/sync", script=script, args=[])

    def devtools(self, command: str, **params: object) -> Any:
        return _post(f"{self._base}/goog/cdp/execute", cmd=command, params=params)

    def complaints(self) -> list[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in _post(f"{self._base}/se/log", type="browser")]


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that keeps its profile in `folder`; with nothing to reach over a network."""
    assert CHROMIUM is not None
    assert CHROMEDRIVER is not None
    log = folder / "chromedriver.log"
    driver = subprocess.Popen([CHROMEDRIVER, "--port=0", f"--log-path={log}"], stdout=subprocess.PIPE, text=True)
    try:
        assert driver.stdout is not None
        port = next(line for line in driver.stdout if "successfully on port" in line).rsplit(" ", 1)[1].strip(" .\n")
        address = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
        options = {"binary": CHROMIUM, "args": [*arguments, "--host-resolver-rules=MAP * ~NOTFOUND"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = _post(f"{address}/session", capabilities={"alwaysMatch": wanted})["sessionId"]
        yield Browser(address, session)
        urlopen(Request(f"{address}/session/{session}", method="DELETE"), timeout=30).close()
    finally:
        driver.terminate()
        driver.communicate(timeout=30)


def _post(url: str, /, **values: object) -> Any:
    request = Request(url, json.dumps(values).encode(), {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except HTTPError as error:
        raise AssertionError(error.read().decode()) from error
