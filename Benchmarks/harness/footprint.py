"""What one worker process costs: how long it takes to start, and what it holds after a million requests."""

import os
import socket
import struct
import time

from . import processes
from .load import measure

REQUESTS = 1000000


def record(kind, content):
    """A FastCGI record of request 1 (specification, section 3.3)."""
    return struct.pack(">BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def answers(path):
    """Whether what listens at the socket answers GET /healthz with 200."""
    parameters = b"".join(
        struct.pack("BB", len(name), len(value)) + name + value
        for name, value in ((b"REQUEST_METHOD", b"GET"), (b"REQUEST_URI", b"/healthz")))
    request = record(1, struct.pack(">HB5x", 1, 0)) + record(4, parameters) + record(4, b"") + record(5, b"")
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(path)
            connection.sendall(request)
            return b"Status: 200" in connection.recv(4096)
    except (FileNotFoundError, ConnectionError):
        return False


def start_seconds(stack, directory, number):
    """From the start of a worker process to its first 200."""
    path = os.path.join(directory, "start-%d.sock" % number)
    with open(os.path.join(stack.state, "run", "executable")) as file:
        executable = file.read().strip()
    environment = {
        "PATH": os.environ["PATH"], "CREDENCE_CONFIG": os.path.join(stack.state, "worker.conf"),
        "CREDENCE_DB_HOSTS": "unix:" + stack.database_socket, "CREDENCE_LISTEN": "unix:" + path}
    begin = time.monotonic()
    process = processes.start([executable, "serve"], os.path.join(directory, "start.log"), environment)
    try:
        while not answers(path):
            if process.poll() is not None or time.monotonic() > begin + 30:
                raise RuntimeError("a worker did not start")
            time.sleep(0.001)
        return time.monotonic() - begin
    finally:
        processes.end(process)


def resident_mebibytes(stack, targets):
    """Memory of the stack's only worker after a million requests of all kinds, most of them to the first target."""
    (pid,) = stack.workers
    count = 0
    for target in targets[1:]:
        # What can be asked only so often is asked for a shorter time.
        seconds = 2 if target.limit else 5
        count += measure(target, seconds).rate * seconds
    while count < REQUESTS:
        count += measure(targets[0], 10).rate * 10
    return processes.resident_bytes(pid) / 1048576
