"""Load by wrk, and what it cost."""

import collections
import json
import os
import subprocess
import tempfile

from . import processes

LOAD = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "load")

# rate: answers of the right kind per second; p50, p99: seconds; cpu: seconds of all processes but wrk per 1,000 answers.
Sample = collections.namedtuple("Sample", "rate p50 p99 cpu")


class Target:
    """Requests to one server: `lines` makes what is sent, anew for each round, when it cannot be sent twice. With a limit
    there must not be more answers; with `refuses` some may be refused, which then do not count."""

    def __init__(self, name, port, headers, lines, sessions, limit=None, refuses=False):
        self.name, self.port, self.headers, self.sessions = name, port, headers, sessions
        self.lines = lines if callable(lines) else lambda: lines
        self.limit, self.refuses = limit, refuses

    def command(self, directory, seconds, connections):
        """Writes what wrk reads, and returns the call of wrk and the file of its figures."""
        requests, headers = os.path.join(directory, "requests"), os.path.join(directory, "headers")
        with open(requests, "w") as file:
            file.writelines("\t".join(line) + "\n" for line in self.lines())
        with open(headers, "w") as file:
            file.writelines("%s: %s\n" % each for each in self.headers.items())
        os.chmod(headers, 0o600)
        threads = min(2, connections)
        return ["wrk", "--threads", str(threads), "--connections", str(connections), "--duration", "%ds" % seconds,
                "--timeout", "30s", "--script", os.path.join(LOAD, "requests.lua"), "http://127.0.0.1:%d" % self.port,
                "--", requests, headers, str(threads)]


class Refused(Exception):
    """Answers that say that something else was measured than was meant."""


def measure(target, seconds, connections=32):
    """Loads the target for that long."""
    with tempfile.TemporaryDirectory(prefix="credence-load-") as directory:
        result = os.path.join(directory, "result")
        command = target.command(directory, seconds, connections)
        before = processes.cpu_seconds(target.sessions)
        subprocess.run(command, env={**os.environ, "BENCH_RESULT": result}, stdout=subprocess.DEVNULL, check=True)
        spent = processes.cpu_seconds(target.sessions) - before
        with open(result) as file:
            figures = json.load(file)
    answered = figures["requests"] - figures["refused"]
    is_refused = figures["refused"] and not target.refuses
    if is_refused or figures["broken"] or (target.limit and answered > target.limit):
        raise Refused("%s: %r" % (target.name, figures))
    return Sample(answered * 1e6 / figures["microseconds"], figures["p50"] / 1e6, figures["p99"] / 1e6, spent * 1000 / answered)
