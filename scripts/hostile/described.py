"""Hooks for schemathesis, which makes requests of the document at /openapi.json: SCHEMATHESIS_HOOKS names this module.

They add keys and the ids of objects that are there, keep every address inside of this machine, and judge the answers.
"""

import atexit
import json
import os
import random
import re
import signal
import threading

import schemathesis

from . import corpus, judge, mutated
from .environment import environment

VALUES = environment(os.environ["CREDENCE_STATE"])
FIGURES = os.environ["HOSTILE_FIGURES"]
REQUESTS = int(os.environ["HOSTILE_REQUESTS"])
IDENTIFIER = re.compile(r"^([a-z]+_)[0-9A-Za-z]{21,26}$")
ADDRESS = re.compile(r"^\s*[a-z]+:", re.IGNORECASE)

# Shells let what they start in the background ignore interrupts, and that is inherited.
signal.signal(signal.SIGINT, signal.default_int_handler)

lock = threading.RLock()
chance = random.Random(os.environ["HOSTILE_SEED"])
judged = judge.Judge(float(os.environ["HOSTILE_SLOWEST"]))
# What makes objects judges apart from what schemathesis sends, which alone is counted.
sender = mutated.Sender(
    int(VALUES["CREDENCE_URL"].rpartition(":")[2]), corpus.Keys(VALUES), os.environ["HOSTILE_SEED"], "schema", judge.Judge(60))
sender.prepare()
kinds = {}
for sample in corpus.SAMPLES:
    for part in sample.path.split("?")[0].split("/"):
        if part.startswith("{"):
            kinds.setdefault(sample.name, []).append(part[1:-1])


def route(case):
    return "%s %s" % (case.method.upper(), case.operation.path.replace("{id}", ":id"))


def real(value):
    """A value with the ids of objects that are there, mostly, and with no address that leads out."""
    if isinstance(value, dict):
        return {name: real(each) for name, each in value.items()}
    if isinstance(value, list):
        return [real(each) for each in value]
    if not isinstance(value, str):
        return value
    known = IDENTIFIER.match(value)
    if known and chance.random() < 0.8:
        candidates = [each for pool in sender.estate.pools.values() for each in pool if each.startswith(known.group(1))]
        return chance.choice(candidates) if candidates else value
    return corpus.NOWHERE if ADDRESS.match(value) else value


@schemathesis.hook
def before_call(context, case, kwargs):
    with lock:
        if judged.requests % 200 == 0:
            sender.replenish()
        name = route(case)
        sample = next((each for each in corpus.SAMPLES if each.name == name), None)
        if case.path_parameters and chance.random() < 0.8 and name in kinds:
            pool = sender.estate.pools[chance.choice(kinds[name])]
            if pool:
                case.path_parameters["id"] = chance.choice(pool)
        # What it learns of the realm that all else is in must not end that.
        if "/v1/realms/:id" in name and case.method.upper() != "GET" and case.path_parameters.get("id") == sender.keys.realm:
            case.path_parameters["id"] = chance.choice(sender.estate.pools["realm"])
        if isinstance(case.query, dict):
            case.query = {key: real(value) for key, value in case.query.items()}
        if isinstance(case.body, (dict, list, str)):
            case.body = real(case.body)
        if sample and chance.random() < 0.97:
            case.headers.update(sender.keys.headers(sample))
        if sample and sample.lease:
            lease = sender.estate.leases.get((case.path_parameters or {}).get("id"))
            if lease:
                case.headers["Deck-Lease"] = lease


@schemathesis.hook
def after_call(context, case, response):
    name = route(case)
    line = ("%s %s HTTP/1.1" % (case.method.upper(), response.request.path_url)).encode("utf-8", "replace")
    sample = next((each for each in corpus.SAMPLES if each.name == name), None)
    body = response.request.body or b""
    if isinstance(body, str):
        body = body.encode("utf-8", "replace")
    request = judge.Request(
        name, line + b"\r\n" + body, is_head=case.method.upper() == "HEAD", hashes=bool(sample and sample.hashes),
        allowance=20 if mutated.WAIT.search(line + body) else 0, mutations=["described"])
    with lock:
        judged.answered(request, Heard(response))
        if case.method.upper() == "DELETE" and response.status_code in (200, 204):
            sender.estate.forget(response.request.path_url)
        if sample:
            sender.estate.learn(sample, response.status_code, response.content)
        if judged.requests == REQUESTS:
            # It knows a limit of time only, but ends in order when it is interrupted.
            os.kill(os.getpid(), signal.SIGINT)


class Heard:
    """An answer as the judge reads it."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
        self.body = response.content
        self.seconds = response.elapsed


@atexit.register
def write():
    with open(FIGURES, "w") as file:
        json.dump(judged.figures(), file)
