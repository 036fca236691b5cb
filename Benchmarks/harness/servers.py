"""The floors, the peer, and nginx before them. They use the stack's database server, in databases of their own."""

import getpass
import json
import os
import re
import shlex
import subprocess

from . import processes
from .estate import DEVICES, KEYS
from .stack import REPOSITORY

BENCHMARKS = os.path.join(REPOSITORY, "Benchmarks")
# For the constant; on two cores it is quicker with 1 than with 2 (74 and 71 thousand a second).
ANSWERERS = max(1, os.cpu_count() // 2)
# For SELECT; on two cores it is quicker with 6 than with 4 or 8 (27.4, 24.8 and 26.1 thousand a second).
READERS = 3 * os.cpu_count()


def compile(directory, name, sources, packages, libraries=()):
    """Builds a C program of Benchmarks/floor and returns its path."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], stdout=subprocess.PIPE, text=True, check=True).stdout
    program = os.path.join(directory, name)
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, *(os.path.join(BENCHMARKS, "floor", each) for each in sources),
         *shlex.split(flags), *libraries, "-lpthread"], check=True)
    return program


class Servers:
    """Started on entry, ended on exit."""

    def __init__(self, stack, directory, threads, ports):
        self.stack, self.directory, self.threads = stack, directory, threads
        self.floor_port, self.peer_port = ports
        self.started = []
        self.known = None

    def __enter__(self):
        try:
            self.make_tables()
            self.start_floor()
            self.start_peer()
            self.start_nginx()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            processes.end(process)

    @property
    def sessions(self):
        """Ids of the sessions of all that serves the floors and the peer."""
        return {process.pid for process in self.started} | self.stack.sessions

    def start(self, name, arguments, environment=None):
        self.started.append(processes.start(arguments, os.path.join(self.directory, name + ".log"), environment))

    def start_worker(self, name, arguments, environment=None):
        """Starts what stands where the service's workers stand, as they are started: who wakes up interrupts nobody."""
        self.start(name, ["chrt", "--batch", "0", *arguments], environment)

    def make_tables(self):
        for database, folder in (("bench", "floor"), ("peer", "peer")):
            with open(os.path.join(BENCHMARKS, folder, "tables.sql")) as file:
                self.stack.run("sql", text="CREATE DATABASE %s; USE %s; %s" % (database, database, file.read()))

    def start_floor(self):
        program = compile(self.directory, "floor", ["floor.c", "pool.c"], ["libmariadb", "fcgi"])
        # What is durable comes on fresh connections: see nginx/credence.conf.
        for name, threads, connections in (
                ("constant", ANSWERERS, "kept"), ("floor", READERS, "kept"), ("durable", self.threads, "fresh")):
            socket = os.path.join(self.directory, name + ".sock")
            self.start_worker(name, [program, socket, str(threads), connections, self.stack.database_socket, getpass.getuser()])
            processes.wait_until(lambda: os.path.exists(socket), "the floor")

    def peer_environment(self):
        return {**os.environ, "PEER_DATABASE": self.stack.database_socket, "PEER_USER": getpass.getuser()}

    def start_peer(self):
        seeded = subprocess.run(
            ["php", os.path.join(BENCHMARKS, "peer", "seed.php"), str(KEYS), str(DEVICES)], env=self.peer_environment(),
            stdout=subprocess.PIPE, text=True, check=True)
        self.known = json.loads(seeded.stdout)
        configuration, socket = os.path.join(self.directory, "fpm.conf"), os.path.join(self.directory, "peer.sock")
        user = getpass.getuser()
        with open(configuration, "w") as file:
            file.write("[global]\nerror_log = %s/fpm.log\ndaemonize = no\n[peer]\nuser = %s\ngroup = %s\nlisten = %s\n"
                       "listen.backlog = 4096\nlisten.mode = 0666\npm = static\npm.max_children = %d\nclear_env = no\n" % (
                           self.directory, user, user, socket, self.threads))
        self.start_worker("peer", ["php-fpm8.2", "--fpm-config", configuration, "--allow-to-run-as-root",
                                   "-d", "opcache.validate_timestamps=0", "-d", "opcache.jit_buffer_size=64M", "-d", "opcache.jit=tracing"],
                          self.peer_environment())
        processes.wait_until(lambda: os.path.exists(socket), "the peer")

    def start_nginx(self):
        own = os.path.join(self.directory, "credence")
        os.makedirs(own)
        for name in os.listdir(os.path.join(REPOSITORY, "nginx")):
            with open(os.path.join(REPOSITORY, "nginx", name)) as file:
                text = file.read().replace("/var/log/nginx", self.directory)
            with open(os.path.join(own, name), "w") as file:
                # Probes are the constant; what is not repeatable is what is durable.
                for group, floor in (("probes", "constant"), ("once", "durable")):
                    text = re.sub(r"(upstream credence_%s {[^}]*)workers" % group, r"\1" + floor, text)
                file.write(text)
        for file_name, socket in (("workers", "floor"), ("constant", "constant"), ("durable", "durable")):
            with open(os.path.join(own, file_name + ".conf"), "w") as file:
                file.write("server unix:%s/%s.sock max_fails=0;\n" % (self.directory, socket))
        with open(os.path.join(BENCHMARKS, "nginx.conf")) as file:
            text = file.read()
        for name, value in (("FLOOR_PORT", self.floor_port), ("PEER_PORT", self.peer_port),
                            ("PEER", os.path.join(BENCHMARKS, "peer")), ("DIRECTORY", self.directory)):
            text = text.replace("@%s@" % name, str(value))
        if os.getuid() == 0:
            text = "user root;\n" + text
        configuration = os.path.join(self.directory, "nginx.conf")
        with open(configuration, "w") as file:
            file.write(text)
        self.start("nginx", ["nginx", "-p", self.directory, "-c", configuration, "-e", os.path.join(self.directory, "nginx.log")])
        processes.wait_until(lambda: os.path.exists(os.path.join(self.directory, "nginx.pid")), "nginx")
