"""Load by wrk, and what it cost."""

import collections
import http.client
import json
import os
import subprocess
import tempfile

from . import processes

LOAD = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "load")

# rate: answers of the right kind per second; p50, p99: seconds; cpu: seconds of all processes but wrk per 1,000 answers.
Sample = collections.namedtuple("Sample", "rate p50 p99 cpu")


class Target:
    """Requests to one server: `lines` makes what is sent, anew for each load, when it cannot be sent twice. The first is
    answered with a text in which `expected` stands. With a limit there must not be more answers; with `refuses` some may
    be refused, which then do not count."""

    def __init__(self, name, port, headers, lines, sessions, expected=None, limit=None, refuses=False):
        self.name, self.port, self.headers, self.sessions = name, port, headers, sessions
        self.lines = lines if callable(lines) else lambda: lines
        self.expected, self.limit, self.refuses = expected, limit, refuses

    def check(self):
        """Asks once, and fails when the answer is not the one that is to be measured."""
        if self.expected is None:
            return
        method, path, body = self.lines()[0]
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(method, path, body or None, self.headers)
        answer = connection.getresponse()
        if answer.status >= 400 or self.expected.encode() not in answer.read():
            raise Refused("%s: another answer than expected, with status %d" % (self.name, answer.status))
        connection.close()

    def request(self, method, path, body):
        """The text of a request."""
        headers = {"Host": "127.0.0.1:%d" % self.port, **self.headers}
        if body:
            headers["Content-Length"] = len(body.encode())
        head = "".join("%s: %s\r\n" % each for each in headers.items())
        return "%s %s HTTP/1.1\r\n%s\r\n%s" % (method, path, head, body)

    def command(self, directory, seconds, connections):
        """Writes what wrk reads, and returns the call of wrk."""
        threads, lines = min(2, connections), self.lines()
        requests = os.path.join(directory, "requests")
        for number in range(threads):
            with open("%s-%d" % (requests, number), "w", newline="", opener=private) as file:
                file.writelines(self.request(*line) + "\0" for line in lines[number::threads])
        return ["wrk", "--threads", str(threads), "--connections", str(connections), "--duration", "%ds" % seconds,
                "--timeout", "30s", "--script", os.path.join(LOAD, "requests.lua"), "http://127.0.0.1:%d" % self.port,
                "--", requests]


def private(path, flags):
    """Opens a file that only its owner reads."""
    return os.open(path, flags, 0o600)


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
    if not answered or is_refused or figures["broken"] or (target.limit and answered > target.limit):
        raise Refused("%s: %r" % (target.name, figures))
    return Sample(answered * 1e6 / figures["microseconds"], figures["p50"] / 1e6, figures["p99"] / 1e6, spent * 1000 / answered)
