"""HTTP/1.1 over plain sockets, so that what is sent need not be HTTP at all."""

import gzip
import socket
import time


class Unfinished(Exception):
    """No whole answer came before the deadline."""


class Answer:
    """One answer as it came over the wire."""

    def __init__(self, status, headers, body, seconds):
        self.status = status
        self.headers = headers
        self.body = body
        self.seconds = seconds

    @property
    def keeps_alive(self):
        return self.headers.get("connection", "keep-alive").lower() != "close"


class Connection:
    """A connection that is opened when it is first needed, and again after it was closed."""

    def __init__(self, port, patience=30):
        self.port = port
        self.patience = patience
        self.socket = None
        self.buffer = b""

    def exchange(self, data, is_head=False, patience=None):
        """Sends bytes and returns the first answer; a kept connection that was closed meanwhile is opened anew."""
        is_fresh = self.socket is None
        start = time.monotonic()
        try:
            self.send(data)
            answer = self.receive(start, is_head, patience)
        except (ConnectionError, EOFError):
            self.close()
            if is_fresh:
                raise
            start = time.monotonic()
            self.send(data)
            answer = self.receive(start, is_head, patience)
        if not answer.keeps_alive:
            self.close()
        return answer

    def send(self, data):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=self.patience)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.buffer = b""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            # A server may answer and close before it has read all; what it said is still to be read.
            pass

    def receive(self, start, is_head=False, patience=None):
        """The next answer. Raises Unfinished, EOFError when the connection ends first, ValueError for what is no HTTP."""
        deadline = start + (patience or self.patience)
        while True:
            while b"\r\n\r\n" not in self.buffer:
                self._more(deadline)
            head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
            lines = head.decode("latin-1").split("\r\n")
            version, status = lines[0].split(" ")[:2]
            if not version.startswith("HTTP/1."):
                raise ValueError("not HTTP")
            if status != "100":
                break
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self._body(int(status), headers, is_head, deadline)
        seconds = time.monotonic() - start
        if headers.get("content-encoding") == "gzip" and body:
            body = gzip.decompress(body)
        return Answer(int(status), headers, body, seconds)

    def _body(self, status, headers, is_head, deadline):
        if is_head or status in (204, 304):
            return b""
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return self._chunks(deadline)
        if "content-length" in headers:
            return self._exactly(int(headers["content-length"]), deadline)
        headers["connection"] = "close"
        return self.rest(deadline)

    def _chunks(self, deadline):
        body = b""
        while True:
            while b"\r\n" not in self.buffer:
                self._more(deadline)
            size, self.buffer = self.buffer.split(b"\r\n", 1)
            chunk = self._exactly(int(size, 16) + 2, deadline)[:-2]
            if not chunk:
                return body
            body += chunk

    def _exactly(self, count, deadline):
        while len(self.buffer) < count:
            self._more(deadline)
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def rest(self, deadline):
        """Everything up to the end of the connection."""
        try:
            while True:
                self._more(deadline)
        except (EOFError, ConnectionError):
            data, self.buffer = self.buffer, b""
            return data

    def _more(self, deadline):
        left = deadline - time.monotonic()
        if left <= 0:
            raise Unfinished
        self.socket.settimeout(left)
        try:
            data = self.socket.recv(65536)
        except socket.timeout:
            raise Unfinished from None
        if not data:
            raise EOFError
        self.buffer += data

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None
        self.buffer = b""
