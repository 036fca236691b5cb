#!/usr/bin/env python3
"""Measures Credence against what its machine can do at best and against the same in PHP; fails when a bar is missed."""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
from harness import curve, footprint, growth
from harness.bars import Bar, Result, table
from harness.estate import Devices, Estate
from harness.load import measure
from harness.servers import Servers, compile
from harness.stack import Stack
from harness.targets import CODE, KEY, LOGIN, MAKE, READ, floors, ours, peers

THREADS = max(16, 4 * os.cpu_count())
PAIRS = [
    (Bar("GET /healthz", "constant floor", 1.0, True, ""), ("ours", "healthz"), ("floor", "constant")),
    (Bar("GET /v1/credentials/:id", "SELECT floor", 0.65, True, ""), ("ours", READ), ("floor", "SELECT")),
    (Bar("GET /v1/credentials/:id", "PHP", 2.0, True, ""), ("ours", READ), ("peer", READ)),
    (Bar("POST /v1/users/authenticate_key", "SELECT floor", 0.5, True, ""), ("ours", KEY), ("floor", "SELECT")),
    (Bar("POST /v1/users/authenticate_key", "PHP", None, True, ""), ("ours", KEY), ("peer", KEY)),
    (Bar("POST /v1/credentials/:id/verify", "durable floor", 0.7, True, ""), ("ours", CODE), ("floor", "durable UPDATE")),
    (Bar("POST /v1/credentials/:id/verify", "PHP", None, True, ""), ("ours", CODE), ("peer", CODE)),
    (Bar("POST /v1/credentials", "durable floor", 0.5, True, ""), ("ours", MAKE), ("floor", "durable UPDATE")),
    (Bar("POST /v1/credentials", "PHP", None, True, ""), ("ours", MAKE), ("peer", MAKE)),
]
# What is compared stands side by side: a neighbour of the machine who comes or goes should meet both. What has the least room
# is measured four times a round, for a second each.
CLOSEST = [("floor", "constant"), ("ours", "healthz"), ("ours", "healthz"), ("floor", "constant")]
ORDER = [
    *CLOSEST, *CLOSEST,
    ("peer", READ), ("ours", READ), ("floor", "SELECT"), ("ours", KEY), ("peer", KEY),
    ("peer", CODE), ("ours", CODE), ("floor", "durable UPDATE"), ("ours", MAKE), ("peer", MAKE),
]
assert set(ORDER) == {key for _, mine, other in PAIRS for key in (mine, other)}
PARTS = ["pairs", "logins", "growth", "footprint", "curve"]
FLOOD = Bar("GET beside 64 clients that log in", "GET alone", 0.4, True, "")
LOGINS = Bar("POST /v1/users/:u/authenticate", "Argon2id alone", 0.9, True, "")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how often each pair is measured; that of /healthz four times as often")
    parser.add_argument("--seconds", type=int, default=2, choices=(1, 2), help="how long each of its loads lasts; those of /healthz last 1")
    parser.add_argument("--port", type=int, default=18080, help="the first of five free ports")
    parser.add_argument("--only", nargs="+", default=PARTS, choices=PARTS, help="parts to measure")
    return parser.parse_args()


class Bench:
    """One run."""

    def __init__(self, wanted, directory):
        self.wanted, self.directory = wanted, directory
        self.parts = wanted.only
        # For what takes long to begin, or is far from its bar: fewer loads, which last longer.
        self.few, self.long = max(min(5, wanted.rounds), wanted.rounds // 4), 2 * wanted.seconds
        self.samples, self.results = {}, []

    def progress(self, text):
        print("# " + text, file=sys.stderr, flush=True)

    def run(self):
        """Measures all parts that are wanted."""
        stack = Stack(os.path.join(self.directory, "stack"), self.wanted.port)
        ports = (self.wanted.port + 1, self.wanted.port + 2)
        with stack, Servers(stack, self.subdirectory("servers"), 2 * THREADS, ports) as servers:
            self.progress("making data")
            estate = Estate(stack)
            devices = Devices(
                [(each["id"], bytes.fromhex(each["secret"])) for each in servers.known["devices"]], estate.devices.line)
            estate.log_in_once()
            targets = {"ours": ours(stack, estate, stack.sessions), "floor": floors(servers), "peer": peers(servers, devices)}
            if "pairs" in self.parts:
                self.compare(targets)
            if "logins" in self.parts:
                self.log_in(targets["ours"])
            if "curve" in self.parts:
                self.progress("curve")
                curve.draw(targets["ours"][READ], targets["floor"]["SELECT"], self.directory)
        if "growth" in self.parts:
            self.grow()
        if "footprint" in self.parts:
            self.weigh()

    def subdirectory(self, name):
        path = os.path.join(self.directory, name)
        os.makedirs(path)
        os.chmod(path, 0o711)
        return path

    def sample(self, target, key, seconds=None, connections=32):
        sample = measure(target, seconds or self.wanted.seconds, connections)
        self.samples.setdefault(key, []).append(sample)
        return sample

    def compare(self, targets):
        for name, key in dict.fromkeys(ORDER):
            targets[name][key].check()
            measure(targets[name][key], 1)
        for turn in range(self.wanted.rounds):
            self.progress("round %d" % (turn + 1))
            for key in ORDER if turn % 2 == 0 else reversed(ORDER):
                self.sample(targets[key[0]][key[1]], key, 1 if key in CLOSEST else None)
        for bar, mine, other in PAIRS:
            self.results.append(Result(bar, [
                one.rate / another.rate for one, another in zip(self.samples[mine], self.samples[other], strict=True)]))

    def log_in(self, targets):
        alone = compile(self.directory, "argon2", ["argon2.c"], ["libargon2"])
        floods, logins = [], []
        targets[LOGIN].check()
        for turn in range(self.few):
            self.progress("logins %d" % (turn + 1))
            calm = self.sample(targets[READ], ("ours", READ + " alone"), self.long).rate
            floods.append(self.beside(targets) / calm)
            rate = self.sample(targets[LOGIN], ("ours", LOGIN), 2 * self.long, 16).rate
            best = subprocess.run([alone, str(os.cpu_count()), str(self.long)], stdout=subprocess.PIPE, text=True, check=True)
            logins.append(rate / float(best.stdout))
        self.results += [Result(FLOOD, floods), Result(LOGINS, logins)]

    def beside(self, targets):
        """The rate of reads while 64 clients log in."""
        with ThreadPoolExecutor(1) as pool:
            # A second before the reads and one after them.
            flood = pool.submit(self.sample, targets[LOGIN], ("ours", LOGIN + " beside GETs"), self.long + 2, 64)
            time.sleep(1)
            rate = self.sample(targets[READ], ("ours", READ + " beside logins"), self.long).rate
            flood.result()
        return rate

    def grow(self):
        self.progress("a million credentials")
        large = Stack(os.path.join(self.directory, "large"), self.wanted.port + 3)
        small = Stack(os.path.join(self.directory, "small"), self.wanted.port + 4)
        with large, small:
            self.results.append(growth.compare(large, small, self.few, self.long))

    def weigh(self):
        self.progress("footprint")
        settings = {"CREDENCE_WORKERS": "1", "CREDENCE_THREADS": "32"}
        with Stack(os.path.join(self.directory, "single"), self.wanted.port + 4, **settings) as stack:
            starts = [footprint.start_seconds(stack, self.directory, number) for number in range(self.few)]
            estate = Estate(stack)
            targets = ours(stack, estate, stack.sessions)
            memory = footprint.resident_mebibytes(stack, [targets[each] for each in (READ, KEY, CODE, MAKE, LOGIN)])
        self.results += [
            Result(Bar("memory of a worker, 32 threads, a million requests", "", 64, False, "MiB"), [memory]),
            Result(Bar("start of a worker to its first 200", "", 150, False, "ms"), [1000 * each for each in starts])]

    def report(self):
        """Prints what was measured; whether every bar was met."""
        print(table(["what", "against", "bar", "median (middle half)", "least–most", ""], [each.row() for each in self.results]))
        if self.samples:
            print()
            print(table(["", "requests/s", "p50 ms", "p99 ms", "CPU s per 1,000"], [
                ["%s: %s" % key, *figures(samples)] for key, samples in sorted(self.samples.items())]))
        return all(each.is_met for each in self.results)


def figures(samples):
    """The cells of the samples' medians."""
    rate, p50, p99, cpu = (statistics.median(values) for values in zip(*samples))
    return ["%.0f" % rate, "%.2f" % (1000 * p50), "%.2f" % (1000 * p99), "%.3f" % cpu]


def main():
    wanted = arguments()
    # As an exception, so that whoever stops it leaves nothing running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    directory = tempfile.mkdtemp(prefix="credence-bench-")
    os.chmod(directory, 0o711)
    try:
        bench = Bench(wanted, directory)
        bench.run()
    finally:
        shutil.rmtree(directory)
    return 0 if bench.report() else 1


if __name__ == "__main__":
    sys.exit(main())
