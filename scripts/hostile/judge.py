"""What an answer must look like, whatever was asked."""

import collections
import json
import re

FAMILY = re.compile(rb"^[^ ]+ ([A-Za-z]+://[^/ ]+)?/v2(?:[/? ]|$)")
REQUEST_IDS = {"v1": re.compile(r"^rq_[0-9A-Za-z_]+$"), "v2": re.compile(r"^req_[0-9A-Za-z]+$")}
KNOWN = {200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 429, 431, 501, 505}
KINDS = ("failed", "late", "misshapen")


def kind(why):
    """What part of the promise an offence breaks."""
    first = why.split(":")[0]
    return "late" if first == "slow" else "failed" if first in ("status", "no answer", "pipelining") else "misshapen"


def family(line):
    """The family whose conventions hold for a request line, as nginx tells them apart."""
    return "v2" if FAMILY.match(line) else "v1"


class Request:
    """What is sent, and what the report may say of it."""

    def __init__(self, name, data, is_head=False, hashes=False, allowance=0.0, mutations=()):
        self.name = name
        self.data = data
        self.is_head = is_head
        self.hashes = hashes
        self.allowance = allowance
        self.mutations = mutations

    @property
    def line(self):
        return self.data.split(b"\n", 1)[0].rstrip(b"\r")

    @property
    def is_garbled(self):
        return not re.fullmatch(rb"[A-Za-z_-]+ /[!-~]* HTTP/1\.[01]", self.line)

    @property
    def title(self):
        return " ".join([self.name, *("+" + name for name in self.mutations)])


class Judge:
    """Collects figures and offenders; never anything that could be a secret."""

    def __init__(self, slowest, keep=None):
        self.limit = slowest
        self.keep = keep
        self.requests = 0
        self.statuses = collections.Counter()
        self.by_name = collections.defaultdict(collections.Counter)
        self.overloads = 0
        self.unanswered = 0
        self.slow = []
        self.offences = []

    def answered(self, request, answer):
        self.requests += 1
        self.statuses[answer.status] += 1
        self.by_name[request.name][answer.status] += 1
        seconds = answer.seconds - request.allowance
        self.slow = sorted([*self.slow, (round(seconds, 3), request.title, answer.status)], reverse=True)[:5]
        if seconds > self.limit:
            self.offend(request, answer.status, "slow: %.3f s, %s" % (seconds, answer.headers.get("x-request-id")))
        fault = self.fault(request, answer)
        if fault:
            self.offend(request, answer.status, fault)

    def silent(self, request, why):
        """The connection ended, or nothing came."""
        self.requests += 1
        if why:
            self.offend(request, 0, why)
        else:
            self.unanswered += 1

    def figures(self):
        """All of it, as JSON can hold it."""
        return {
            "requests": self.requests, "statuses": list(self.statuses.items()), "overloads": self.overloads,
            "routes": [[name, list(counts.items())] for name, counts in self.by_name.items()],
            "unanswered": self.unanswered, "slow": self.slow, "offences": self.offences,
        }

    def offend(self, request, status, why):
        self.offences.append((request.name, " ".join(request.mutations), status, why))
        if self.keep and len(self.offences) <= 200:
            with open("%s/%d-%d" % (self.keep, id(self) % 100000, len(self.offences)), "wb") as file:
                file.write(("%s\n%s\n\n" % (request.title, why)).encode() + request.data)

    def fault(self, request, answer):
        """What is wrong with an answer; None when nothing is."""
        status = answer.status
        kind = family(request.line)
        if status == 503 and request.hashes and "retry-after" in answer.headers:
            self.overloads += 1
        elif status not in KNOWN or status > 500 and not request.name.startswith("raw "):
            return "status"
        if status == 304:
            return None
        if status == 204:
            return "a body where there is none" if answer.body else None
        if not answer.headers.get("content-type", "").startswith("application/json"):
            return "content type"
        if not request.is_garbled and not REQUEST_IDS[kind].match(answer.headers.get("x-request-id", "")):
            return "request id in the header"
        if request.is_head:
            return None
        try:
            body = json.loads(answer.body.decode("utf-8"))
        except ValueError:
            return "body is not JSON"
        if not isinstance(body, dict):
            return "body is no object"
        if status < 400:
            return "errors in a success" if kind == "v1" and "errors" in body else None
        faults = {"v1": fault_of_v1(body, answer), "v2": fault_of_v2(body, answer)}
        # Of a request line that is none, who knows what family it was of?
        return None if request.is_garbled and None in faults.values() else faults[kind]


def fault_of_v1(body, answer):
    """authrocket-v1.md sections 3.2 and 3.3."""
    if isinstance(body.get("error"), str) and set(body) == {"error"}:
        return None
    errors = body.get("errors")
    if isinstance(errors, dict) and errors and isinstance(body.get("message"), str) and answer.status in (409, 422):
        if all(isinstance(each, list) and each and all(isinstance(text, str) for text in each)
               for each in errors.values()):
            return None
    return "envelope of v1"


def fault_of_v2(body, answer):
    """deck-v2.md section 1.3."""
    if body.get("request_id") != answer.headers.get("x-request-id"):
        return "request_id"
    errors = body.get("errors")
    if set(body) == {"errors", "request_id"} and isinstance(errors, list) and errors:
        if all(set(error) - {"field"} == {"type", "code", "message"}
               and all(isinstance(value, str) for value in error.values()) for error in errors):
            return None
    return "envelope of v2"
