"""What is asked of whom."""

import json

from .estate import DEVICES_OF_A_LOAD, PASSWORD
from .load import Target

# Of a user's first login in a day the service makes a note; these few are warm soon.
LOGINS = 2000
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
    targets = [
        target("healthz", [("GET", "/healthz", "")] * 2),
        target(READ, reads(name for name, _ in estate.keys)),
        target(KEY, posts("/v1/users/authenticate_key", ({"api_key": key} for _, key in estate.keys[:LOGINS]))),
        target(MAKE, posts("/v1/credentials", made)),
        target(LOGIN, posts("/v1/users/bench/authenticate", [{"password": PASSWORD, "request": {"ip": "192.0.2.1"}}] * 2), refuses=True),
    ]
    if estate.devices:
        targets.append(target(CODE, estate.devices.lines, limit=DEVICES_OF_A_LOAD))
    return {each.name: each for each in targets}


def floors(servers):
    """The floors', by name, each on the way through nginx that the requests it is compared with take."""
    def target(name, lines):
        return Target(name, servers.floor_port, {}, lines, servers.sessions)
    return {
        "constant": target("constant", [("GET", "/healthz", "")] * 2),
        "SELECT": target("SELECT", [("GET", "/select/%d" % row, "") for row in range(1, 10001)]),
        "durable UPDATE": target("durable UPDATE", [("POST", "/update/%d" % row, "{}") for row in range(1, 10001)]),
    }


def peers(servers, devices):
    """The peer's, by the names of ours."""
    known = servers.known
    headers = {"X-Authrocket-Api-Key": known["caller"], "Content-Type": "application/json"}

    def target(name, lines, limit=None):
        return Target(name, servers.peer_port, headers, lines, servers.sessions, limit)
    users = [{"credential": {"user_id": str(user), "credential_type": "api_key", "api_key": "generate"}} for user in range(1, 1001)]
    return {each.name: each for each in (
        target(READ, reads(each["id"] for each in known["keys"])),
        target(KEY, posts("/v1/users/authenticate_key", ({"api_key": each["api_key"]} for each in known["keys"]))),
        target(CODE, devices.lines, DEVICES_OF_A_LOAD),
        target(MAKE, posts("/v1/credentials", users)))}
