"""A stack of scripts/stack: where it is, what it says of itself, and calls to it."""

import http.client
import json
import os
import shlex
import subprocess
import threading

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Stack:
    """A stack with a state and a port of its own."""

    def __init__(self, state, port, **settings):
        self.state, self.port = state, port
        self.own = {"CREDENCE_STATE": state, "CREDENCE_PORT": str(port), "CREDENCE_V2_RATE": "0", **settings}

    def run(self, *arguments, text=None):
        """Runs `stack ARGUMENTS` and returns what it prints."""
        return subprocess.run(
            [os.path.join(REPOSITORY, "scripts", "stack"), *arguments], env={**os.environ, **self.own}, input=text,
            stdout=subprocess.PIPE, text=True, check=True).stdout

    def __enter__(self):
        os.makedirs(self.state, exist_ok=True)
        os.chmod(self.state, 0o711)
        self.run("start")
        return self

    def __exit__(self, *_):
        self.run("stop")

    def value(self, name):
        """A value of the stack's `env` file."""
        with open(os.path.join(self.state, "env")) as file:
            values = dict(part.split("=", 1) for line in file for part in shlex.split(line) if "=" in part)
        return values[name]

    @property
    def workers(self):
        """Ids of the worker processes that run now."""
        return [int(pid) for pid in self.value("CREDENCE_PIDS").split()]

    @property
    def sessions(self):
        """Ids of the sessions of all its processes."""
        directory = os.path.join(self.state, "run")
        found = set()
        for name in os.listdir(directory):
            if name.endswith(".pid"):
                with open(os.path.join(directory, name)) as file:
                    found.add(int(file.read().split()[0]))
        return found

    @property
    def database_socket(self):
        """Where its database listens."""
        return os.path.join(self.state, "database", "1.sock")


class Client:
    """One caller on one kept connection."""

    def __init__(self, port, headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json", **headers}

    def call(self, method, path, body=None):
        """The answer's JSON; fails for any other status than 2xx."""
        self.connection.request(method, path, json.dumps(body) if body is not None else None, self.headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 300:
            raise RuntimeError("%s %s: %d %s" % (method, path, response.status, text[:200]))
        return json.loads(text) if text else None


def together(count, clients, act):
    """What `act(client, number)` returns for each number below count, with all clients at work at once."""
    results, numbers, lock = [None] * count, iter(range(count)), threading.Lock()

    def work(client):
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            results[number] = act(client, number)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if any(result is None for result in results):
        raise RuntimeError("not all of the data could be made")
    return results
