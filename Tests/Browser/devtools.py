"""Chromium over the DevTools protocol, through a pair of pipes: the standard library has no web sockets."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    """A headless browser of its own, with a profile that is thrown away."""

    def __init__(self, executable):
        self.profile = tempfile.mkdtemp(prefix="report-check-")
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        # The browser reads commands from descriptor 3 and writes answers to 4.
        shell = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self._process = subprocess.Popen(
            ["sh", "-c", shell, executable, "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
             "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage",
             f"--user-data-dir={self.profile}"],
            pass_fds=[to_browser, from_browser], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._next = 0
        self.events = []

    def send(self, method, session=None, **parameters):
        """Sends a command and waits for its answer; events that come meanwhile are kept."""
        self._next += 1
        message = {"id": self._next, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive(60)
            if answer is None:
                raise RuntimeError(f"{method}: no answer")
            if answer.get("id") == self._next:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method, session):
        """Waits for an event."""
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if any(e.get("method") == method and e.get("sessionId") == session for e in self.events):
                return
            event = self._receive(limit - time.monotonic())
            if event is not None:
                self.events.append(event)
        raise RuntimeError(f"{method}: did not happen")

    def settle(self, seconds):
        """Takes in whatever still comes within some time."""
        while (event := self._receive(seconds)) is not None:
            self.events.append(event)

    def _receive(self, seconds):
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0, seconds))[0]:
                return None
            data = os.read(self._read, 1 << 16)
            if not data:
                raise RuntimeError("the browser has ended")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def open(self, url, width, scheme, with_script):
        """Opens a page in a tab of its own and returns its session."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.send(f"{domain}.enable", session)
        self.send("Emulation.setDeviceMetricsOverride", session, width=width, height=900, deviceScaleFactor=1,
                  mobile=width < 600)
        self.send("Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Emulation.setScriptExecutionDisabled", session, value=not with_script)
        self.events.clear()
        self.send("Page.navigate", session, url=url)
        self.wait("Page.loadEventFired", session)
        self.settle(0.3)
        return target, session

    def evaluate(self, session, expression):
        """The value of an expression in the page."""
        result = self.send("Runtime.evaluate", session, expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "script failed"))
        return result["result"].get("value")

    def close(self):
        try:
            self.send("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self.profile, ignore_errors=True)
