"""A web site with a login form, on loopback.

Prints its login page's URL, then serves until it is killed. A POST to /-/user sets what the site knows of its one kind of
user: {"username", "password", "code" or null, "locked", "down"}; the answer tells how many logins were tried since then.
"""

import json
import secrets
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

user = {}
half_way = set()
inside = set()
form = '<form method="post"><input name="username"><input name="password" type="password"></form>'
code_form = '<form method="post"><input name="code"></form>'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/login":
            return self.answer(404, "")
        return self.answer(200, "Welcome!" if self.visitor() in inside else form)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/-/user":
            return self.change(json.loads(body))
        if self.path != "/login" or user.get("down"):
            return self.answer(503, "")
        given = {name: values[0] for name, values in parse_qs(body).items()}
        return self.code(given) if "code" in given else self.password(given)

    def change(self, changes):
        tries = user.get("tries", 0)
        user.update(changes, tries=0)
        self.answer(200, json.dumps({"tries": tries}))

    def password(self, given):
        user["tries"] += 1
        if user["locked"]:
            return self.answer(423, "locked")
        if (given.get("username"), given.get("password")) != (user["username"], user["password"]):
            return self.answer(401, "wrong")
        visitor = secrets.token_urlsafe()
        (half_way if user["code"] else inside).add(visitor)
        return self.answer(200, code_form if user["code"] else "Welcome!", visitor)

    def code(self, given):
        visitor = self.visitor()
        if visitor not in half_way:
            return self.answer(401, "wrong")
        if given["code"] != user["code"]:
            return self.answer(200, code_form)
        half_way.remove(visitor)
        inside.add(visitor)
        return self.answer(200, "Welcome!")

    def visitor(self):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("visitor")
        return cookie and cookie.value

    def answer(self, status, text, visitor=None):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        if visitor:
            self.send_header("Set-Cookie", f"visitor={visitor}; HttpOnly")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}/login", flush=True)
server.serve_forever()
