"""What the service holds while it is measured, made over its own API."""

import base64
import collections
import hashlib
import hmac
import struct
import time

from .stack import Client, together

KEYS, DEVICES, PASSWORD = 10000, 60000, "correct horse battery"
# Of owners who never log in; to hash a password for each would take minutes.
UNUSED_HASH = "$2y$04$......................e4SbR3LkX6xFzQzV3PpTzZzZzZzZzZu"
DEVICES_OF_A_USER = 10
# Enough for two seconds at 15,000 a second; more answers than that end the run.
DEVICES_OF_A_LOAD = 30000
MAKERS = 1000
STEP = 30


def code(secret, step):
    """The six digits of RFC 6238 at the step."""
    digest = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    number = struct.unpack_from(">I", digest, digest[19] & 15)[0] & 0x7FFFFFFF
    return "%06d" % (number % 1000000)


class Devices:
    """TOTP devices, each of which takes a code once in a step."""

    def __init__(self, secrets, line):
        self.line, now = line, int(time.time()) // STEP
        shares = (secrets[start:start + DEVICES_OF_A_LOAD] for start in range(0, len(secrets), DEVICES_OF_A_LOAD))
        self.shares = collections.deque((now, share) for share in shares)

    def lines(self):
        """Requests for a load of two seconds, each for another device with its code of a step that was not used yet; waits
        for one."""
        used, share = self.shares.popleft()
        while (step := int(time.time()) // STEP) <= used:
            time.sleep(0.1)
        # A code of the step before is good for as long, so the next load may begin in the next step.
        self.shares.append((step, share))
        return [self.line(name, code(secret, step)) for name, secret in share]


class Estate:
    """A realm whose API keys are sealed and whose login tokens are its own, with users, keys and devices."""

    def __init__(self, stack, keys=KEYS, devices=DEVICES):
        key = stack.value("CREDENCE_API_KEY")
        manager = Client(stack.port, {"X-Authrocket-Api-Key": key})
        realm = manager.call("POST", "/v1/realms", {"realm": {
            "name": "Bench", "api_key_policy": "encrypt", "session_type": "unmanaged"}})
        self.headers = {"X-Authrocket-Api-Key": key, "X-Authrocket-Realm": realm["id"], "Content-Type": "application/json"}
        self.clients = [Client(stack.port, self.headers) for _ in range(16)]
        self.make("auth_providers", "auth_provider", {"provider_type": "totp"})
        self.human = self.make("users", "user", {"user_type": "human", "username": "bench", "email": "bench@example.com", "password": PASSWORD})
        # For each key its credential's id and its text: API users have the one that is made with them.
        self.keys = [(user["credentials"][0]["id"], user["api_key"]) for user in self.make_users(keys)]
        self.makers = [user["id"] for user in self.make_users(MAKERS)]
        self.devices = self.make_devices(devices) if devices else None

    def make(self, path, root, body):
        return self.clients[0].call("POST", "/v1/" + path, {root: body})

    def make_users(self, count):
        return together(count, self.clients, lambda client, number: client.call(
            "POST", "/v1/users", {"user": {"user_type": "api", "name": "user %d" % number}}))

    def log_in_once(self):
        """Logs each API user in, of whose first login in a day the service makes a note, which is not to be measured."""
        together(len(self.keys), self.clients, lambda client, number: client.call(
            "POST", "/v1/users/authenticate_key", {"api_key": self.keys[number][1]}))

    def make_devices(self, count):
        def make_owner(client, number):
            name = "owner-%d" % number
            body = {"user_type": "human", "username": name, "email": name + "@example.com", "password_hash": UNUSED_HASH}
            return client.call("POST", "/v1/users", {"user": body})["id"]
        owners = together(count // DEVICES_OF_A_USER, self.clients, make_owner)

        def make(client, number):
            body = {"user_id": owners[number // DEVICES_OF_A_USER], "credential_type": "totp", "name": "phone"}
            made = client.call("POST", "/v1/credentials", {"credential": body})
            secret = base64.b32decode(made["otp_secret"])
            # The first code makes a device active, which is not what is to be measured.
            client.call("POST", "/v1/credentials/%s/verify" % made["id"], {
                "credential": {"code": code(secret, int(time.time()) // STEP)}})
            return made["id"], secret
        return Devices(together(count, self.clients, make), lambda name, code: (
            "POST", "/v1/credentials/%s/verify" % name, '{"credential":{"code":"%s"}}' % code))
