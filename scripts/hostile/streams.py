"""Processes that send, and what becomes of their figures."""

import collections
import glob
import json
import os
import subprocess
import tempfile
import urllib.request

from . import corpus, judge, mutated

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"


def send_mutated(arguments, values, number, path, hashing):
    """One stream of mutated requests; its figures go to a file."""
    judged = judge.Judge(arguments.slowest, arguments.keep)
    sender = mutated.Sender(int(values["CREDENCE_URL"].rpartition(":")[2]), corpus.Keys(values), arguments.seed, number, judged, hashing)
    try:
        sender.prepare()
        sender.run(-(-arguments.requests // arguments.streams), arguments.seconds)
    finally:
        with open(path, "w") as file:
            json.dump(judged.figures(), file)


def start_described(arguments, values, number, path):
    """schemathesis with all it can make of the description. Its output may hold answers: it stays with the logs."""
    environment = {
        **os.environ, "PYTHONDONTWRITEBYTECODE": "1", "CREDENCE_STATE": arguments.state, "HOSTILE_FIGURES": path, "HOSTILE_SEED": "%s%d" % (arguments.seed, number),
        "HOSTILE_SLOWEST": str(arguments.slowest), "HOSTILE_REQUESTS": str(-(-arguments.described // arguments.described_streams)), "SCHEMATHESIS_HOOKS": "hostile.described", "PYTHONPATH": os.path.dirname(HERE),
    }
    with open(os.path.join(values["CREDENCE_LOG_DIR"], "schemathesis-%d.log" % number), "w") as log:
        return subprocess.Popen(
            [os.path.join(os.path.dirname(arguments.python), "schemathesis"), "run", values["CREDENCE_URL"] + "/openapi.json",
             "--mode", "all", "--phases", "examples,coverage,fuzzing,stateful", "--checks", CHECKS, "--max-examples", "100000",
             "--max-time", str(arguments.seconds), "--continue-on-failure", "--suppress-health-check", "all",
             "--generation-with-security-parameters", "false", "--generation-database", "none",
             "--seed", str(number + 1), "--no-color", "--warnings", "off"],
            stdout=log, stderr=subprocess.STDOUT, env=environment, cwd=os.path.dirname(path))


def failures(values):
    """What schemathesis found, by kind; where is in its logs."""
    found = []
    for path in sorted(glob.glob(os.path.join(values["CREDENCE_LOG_DIR"], "schemathesis-*.log"))):
        with open(path) as file:
            lines = [line.strip() for line in file]
        found += ["%s, see %s" % (line[2:].strip(), path) for line in lines if line.startswith("❌ ")]
    return found


def unknown(values):
    """The routes of the service's own description of which the corpus has no sample."""
    with urllib.request.urlopen(values["CREDENCE_URL"] + "/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    routes = {"%s %s" % (method.upper(), path.replace("{id}", ":id")) for path, methods in paths.items() for method in methods}
    # A type of provider stands for the id of the only one.
    return sorted(routes - {sample.name.replace("/totp", "/:id") for sample in corpus.SAMPLES})


class Figures:
    """What all streams came to."""

    def __init__(self, directory):
        self.counts = collections.Counter()
        self.statuses = collections.Counter()
        self.routes = collections.defaultdict(collections.Counter)
        self.slow = []
        self.offences = []
        for path in sorted(glob.glob(os.path.join(directory, "*.json"))):
            with open(path) as file:
                part = json.load(file)
            self.counts[os.path.basename(path).partition("-")[0]] += part["requests"]
            for name in ("requests", "overloads", "unanswered"):
                self.counts[name] += part[name]
            self.statuses.update(dict(part["statuses"]))
            for name, counts in part["routes"]:
                self.routes[name].update(dict(counts))
            self.slow += part["slow"]
            self.offences += part["offences"]


def directory():
    return tempfile.TemporaryDirectory(prefix="credence-hostile-")
