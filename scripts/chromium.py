"""Chromium without a window, for pictures of pages and for tests: it is spoken to over two pipes, so no port is open."""
import base64
import json
import os
import subprocess
import sys
import tempfile


class Browser:
    """A browser with one page; use it in a `with`."""

    def __init__(self, width, height, scheme="light", program="chromium"):
        there, self.out = os.pipe()
        self.back, here = os.pipe()
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = (
            f"exec {program} --headless --no-sandbox --disable-gpu --hide-scrollbars "
            f"--user-data-dir={self.profile.name} --remote-debugging-pipe about:blank 3<&{there} 4>&{here}"
        )
        self.process = subprocess.Popen(
            ["bash", "-c", command], pass_fds=(there, here), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(there)
        os.close(here)
        self.heard, self.asked, self.session = b"", 0, None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        self.ask("Browser.close")
        self.process.wait(20)
        self.profile.cleanup()

    def ask(self, method, **parameters):
        """Asks something of Chrome's DevTools protocol, and waits for the answer."""
        self.asked += 1
        question = {"id": self.asked, "method": method, "params": parameters}
        if self.session:
            question["sessionId"] = self.session
        os.write(self.out, json.dumps(question).encode() + b"\0")
        while True:
            while b"\0" not in self.heard:
                part = os.read(self.back, 1 << 20)
                if not part:
                    sys.exit("chromium ended")
                self.heard += part
            answer, self.heard = self.heard.split(b"\0", 1)
            answer = json.loads(answer)
            if answer.get("id") == self.asked:
                return answer.get("result", {})

    def open(self, address):
        self.ask("Page.navigate", url=address)

    def value(self, expression):
        """What an expression comes to in the page; a promise is waited for."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return answer.get("result", {}).get("value")

    def picture(self):
        """A JPEG of what is shown."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="jpeg", quality=82)["data"])
