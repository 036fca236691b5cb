"""What an app meets elsewhere, on loopback: an OAuth 2.0 authorization server (RFC 6749, RFC 7636) whose users agree at
once, and at /hook somebody who takes webhooks.

Prints its URL, then serves until it is killed. It knows one client, `shop` with the secret of the environment variable
OAUTH_CLIENT_SECRET. Whoever `login_hint` names logs in; their e-mail address counts as verified unless the name begins
with "unverified". It answers 400 wherever a client leaves out, or gets wrong, what the RFCs demand.
"""

import base64
import hashlib
import json
import os
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

codes = {}
tokens = {}


def challenge(verifier):
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/authorize":
            self.authorize({name: values[0] for name, values in parse_qs(url.query).items()})
        elif url.path == "/userinfo":
            self.userinfo(self.headers.get("Authorization", ""))
        else:
            self.answer(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/hook":
            self.answer(200, {})
        else:
            self.token({name: values[0] for name, values in parse_qs(body).items()})

    def authorize(self, query):
        demanded = {"response_type": "code", "client_id": "shop", "code_challenge_method": "S256"}
        if any(query.get(name) != value for name, value in demanded.items()) or not query.get("state"):
            return self.answer(400, {"error": "invalid_request"})
        code = secrets.token_urlsafe()
        codes[code] = (query["redirect_uri"], query["code_challenge"], query.get("login_hint", "sally"))
        location = query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})
        return self.answer(302, {}, {"Location": location})

    def token(self, form):
        client = (form.get("client_id"), form.get("client_secret"))
        if client != ("shop", os.environ["OAUTH_CLIENT_SECRET"]):
            return self.answer(401, {"error": "invalid_client"})
        redirect_uri, expected, user = codes.pop(form.get("code"), (None, None, None))
        right = form.get("grant_type") == "authorization_code" and form.get("redirect_uri") == redirect_uri
        if user is None or not right or challenge(form.get("code_verifier", "")) != expected:
            return self.answer(400, {"error": "invalid_grant"})
        token = secrets.token_urlsafe()
        tokens[token] = user
        return self.answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600})

    def userinfo(self, authorization):
        user = tokens.get(authorization.removeprefix("Bearer "))
        if user is None:
            return self.answer(401, {"error": "invalid_token"})
        return self.answer(200, {
            "sub": f"id-{user}", "email": f"{user}@id.example", "email_verified": not user.startswith("unverified"),
            "given_name": user.title(), "family_name": "Provider",
        })

    def answer(self, status, body, headers=None):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
