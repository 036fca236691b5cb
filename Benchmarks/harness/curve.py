"""Throughput and latency over the number of clients, as a picture."""

import os
import subprocess

from .load import measure
from .stack import REPOSITORY

CLIENTS = [1, 2, 4, 8, 16, 32, 64, 128, 256]
SECONDS = 3


def draw(ours, floor, directory):
    """Measures both by turns and draws Benchmarks/curve.svg."""
    data = os.path.join(directory, "curve.dat")
    with open(data, "w") as file:
        for clients in CLIENTS:
            file.write("%d" % clients)
            for target in (ours, floor):
                sample = measure(target, SECONDS, clients)
                file.write(" %.1f %.3f %.3f" % (sample.rate, sample.p50 * 1000, sample.p99 * 1000))
            file.write("\n")
    benchmarks = os.path.join(REPOSITORY, "Benchmarks")
    subprocess.run(
        ["gnuplot", "-e", "data='%s'; picture='%s'" % (data, os.path.join(benchmarks, "curve.svg")),
         os.path.join(benchmarks, "curve.gnuplot")], check=True)
