"""What is asked of whom."""

import json

from .estate import DEVICES_OF_A_LOAD, PASSWORD
from .load import Target

KEY_PATH, TOKEN = "/v1/users/authenticate_key", '"token":"'
READ, KEY, CODE, MAKE, LOGIN = "GET credential", "authenticate_key", "verify", "create", "login"


def reads(identifiers):
    return [("GET", "/v1/credentials/%s" % each, "") for each in identifiers]


def posts(path, bodies):
    return [("POST", path, json.dumps(body)) for body in bodies]


def ours(stack, estate, sessions):
    """Credence's, by name."""
    def target(name, lines, **rest):
        return Target(name, stack.port, estate.headers, lines, sessions, **rest)
    made = [{"credential": {"user_id": user, "credential_type": "api_key", "api_key": "generate"}} for user in estate.makers]
    passwords = [{"password": PASSWORD, "request": {"ip": "192.0.2.1"}}] * 2
    targets = [
        # Who probes has no key; the floor is asked in the same words.
        Target("healthz", stack.port, {}, [("GET", "/healthz", "")] * 2, sessions, expected="ok"),
        target(READ, reads(name for name, _ in estate.keys), expected=estate.keys[0][1]),
        target(KEY, posts(KEY_PATH, ({"api_key": key} for _, key in estate.keys)), expected=TOKEN),
        target(MAKE, posts("/v1/credentials", made), expected='"api_key"'),
        target(LOGIN, posts("/v1/users/bench/authenticate", passwords), expected=TOKEN, refuses=True),
    ]
    if estate.devices:
        targets.append(target(CODE, estate.devices.lines, limit=DEVICES_OF_A_LOAD))
    return {each.name: each for each in targets}


def floors(servers):
    """The floors', by name, each on the way through nginx that the requests it is compared with take."""
    def target(name, lines, expected):
        return Target(name, servers.floor_port, {}, lines, servers.sessions, expected)
    return {each.name: each for each in (
        target("constant", [("GET", "/healthz", "")] * 2, '"ok"'),
        target("SELECT", [("GET", "/select/%d" % row, "") for row in range(1, 10001)], '"id":"1"'),
        target("durable UPDATE", [("POST", "/update/%d" % row, "{}") for row in range(1, 10001)], "{}"))}


def peers(servers, devices):
    """The peer's, by the names of ours."""
    known = servers.known
    headers = {"X-Authrocket-Api-Key": known["caller"], "Content-Type": "application/json"}

    def target(name, lines, expected=None, limit=None):
        return Target(name, servers.peer_port, headers, lines, servers.sessions, expected, limit)
    users = [{"credential": {"user_id": str(user), "credential_type": "api_key", "api_key": "generate"}} for user in range(1, 1001)]
    return {each.name: each for each in (
        target(READ, reads(each["id"] for each in known["keys"]), known["keys"][0]["api_key"]),
        target(KEY, posts(KEY_PATH, ({"api_key": each["api_key"]} for each in known["keys"])), TOKEN),
        target(CODE, devices.lines, limit=DEVICES_OF_A_LOAD),
        target(MAKE, posts("/v1/credentials", users), '"api_key"'))}
