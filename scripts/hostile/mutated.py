"""Sends mutated requests, one process with one connection each."""

import contextlib
import random
import re
import time

from . import corpus, judge, mutation, wire

# Requests may tell the service where to call. Nothing here may be led out of this machine.
ADDRESS = re.compile(rb"h\W{0,3}t\W{0,3}t\W{0,3}p\w{0,9}:/*(?:[^/@\"]*@)?([^/\"?#\s]*)", re.IGNORECASE)
HARMLESS = re.compile(rb"^(127\.0\.0\.1(:1)?|\[::1\](:1)?|[a-z.]*\.invalid|a|b:99999)$")
WAIT = re.compile(rb"wait_seconds")


class Sender:
    """One stream of requests, reproducible by its seed as far as the service's own answers are."""

    def __init__(self, port, keys, seed, number, judged, hashing=contextlib.nullcontext()):
        self.chance = random.Random("%s/%s" % (seed, number))
        self.keys = keys
        self.estate = corpus.Estate(self.chance, "u%s-%s" % (seed, number))
        self.connection = wire.Connection(port)
        self.port = port
        self.judge = judged
        self.hashing = hashing
        self.weights = [sample.weight for sample in corpus.SAMPLES]

    def prepare(self):
        """Makes the objects that requests are about."""
        self.post("/v1/auth_providers", {"auth_provider": {"provider_type": "totp"}})
        self.replenish(6)

    def replenish(self, rounds=1):
        for _ in range(rounds):
            for sample in list(self.estate.lacking()):
                self.send(sample, [])

    def run(self, count, seconds):
        end = time.monotonic() + seconds
        while self.judge.requests < count and time.monotonic() < end:
            if self.judge.requests % 50 == 0:
                self.replenish()
            sample = self.chance.choices(corpus.SAMPLES, self.weights)[0]
            luck = self.chance.random()
            if luck < 0.1:
                self.send(sample, [])
            elif luck < 0.92:
                self.send(sample, self.chance.choices(mutation.SHAPED, k=self.chance.choice([1, 1, 1, 2, 3])))
            elif luck < 0.99:
                self.send_raw(sample)
            else:
                self.pipeline()

    def post(self, path, body):
        sample = corpus.Sample("POST", path, body)
        self.connection.exchange(self.draft(sample).encoded(self.chance))

    def draft(self, sample):
        path, body, lease = self.estate.fill(sample)
        headers = {"Host": "127.0.0.1", **self.keys.headers(sample), "Content-Type": "application/json"}
        if lease:
            headers["Deck-Lease"] = lease
        return mutation.Draft(sample.method, path, headers, body)

    def send(self, sample, mutations):
        draft = self.draft(sample)
        for mutate in mutations:
            mutate(draft, self.chance)
        draft.target = draft.target.replace(b" ", b"%20")
        data = draft.encoded(self.chance)
        if is_dangerous(data):
            return
        request = judge.Request(
            sample.name, data, is_head=draft.method == "HEAD", hashes=sample.hashes,
            allowance=20 if mutations and WAIT.search(data) else 0, mutations=[each.__name__ for each in mutations])
        try:
            with self.hashing if sample.hashes else contextlib.nullcontext():
                answer = self.connection.exchange(data, request.is_head)
        except Exception as error:
            self.connection.close()
            self.judge.silent(request, "no answer: %s" % type(error).__name__)
            return
        self.judge.answered(request, answer)
        if draft.method == "DELETE" and answer.status in (200, 204):
            self.estate.forget(draft.target.decode("latin-1"))
        if draft.method == sample.method:
            self.estate.learn(sample, answer.status, answer.body)

    def send_raw(self, sample):
        mutate = self.chance.choice(mutation.RAW)
        data = mutate(self.draft(sample).encoded(self.chance), self.chance)
        if is_dangerous(data):
            return
        request = judge.Request("raw " + sample.name, data, hashes=sample.hashes, is_head=data.startswith(b"HEAD"),
                                allowance=20 if WAIT.search(data) else 0, mutations=[mutate.__name__])
        connection = wire.Connection(self.port)
        try:
            self.judge.answered(request, connection.exchange(data, request.is_head, patience=1.2))
        except wire.Unfinished:
            # The service waits for what was promised and did not come.
            self.judge.silent(request, None)
        except ValueError:
            # HTTP/0.9 knows neither status nor headers.
            self.judge.silent(request, None)
        except (ConnectionError, EOFError):
            self.judge.silent(request, None)
        finally:
            connection.close()

    def pipeline(self):
        """Several requests at once on one connection, which must be answered in their order."""
        samples = [sample for sample in corpus.SAMPLES if sample.method == "GET"]
        requests = []
        for sample in self.chance.choices(samples, k=self.chance.randint(2, 8)):
            draft = self.draft(sample)
            requests.append(judge.Request(sample.name, draft.encoded(self.chance), mutations=["pipelined"]))
        connection = wire.Connection(self.port)
        start = time.monotonic()
        try:
            connection.send(b"".join(request.data for request in requests))
            for request in requests:
                self.judge.answered(request, connection.receive(start))
        except Exception as error:
            self.judge.silent(requests[0], "pipelining: %s" % type(error).__name__)
        finally:
            connection.close()


def is_dangerous(data):
    """Whether a request names an address outside of this machine."""
    return any(not HARMLESS.match(host.lower()) for host in ADDRESS.findall(data.replace(b"%3A", b":").replace(b"%2F", b"/").replace(b"\\", b"")))
