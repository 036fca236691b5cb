"""Requests that succeed, one or more for every route, over objects that are really there.

Every URL in them leads to this machine's closed port 1 or to a name that nobody can register (RFC 6761).
"""

import itertools
import json
import random

NOWHERE = "http://127.0.0.1:1/"
PASSWORD = "correct horse battery"


class Sample:
    """A valid request: `{kind}` in its path and body stands for the id of an object of that kind."""

    def __init__(self, method, path, body=None, makes=None, ends=None, hashes=False, weight=10, worker=False, lease=False):
        self.method = method
        self.path = path
        self.body = None if body is None else json.dumps(body)
        self.makes = makes
        self.ends = ends
        self.hashes = hashes
        self.weight = weight
        self.worker = worker
        self.lease = lease
        # Every path parameter of the service is called id.
        self.template = "/".join(":id" if part[:1] == "{" else part for part in path.split("?")[0].split("/"))
        self.name = "%s %s" % (method, self.template)


REQUEST = {"ip": "192.0.2.7", "client": "Firefox/38.0"}
OAUTH = {
    "provider_type": "oauth2", "client_id": "id", "client_secret": "secret", "scopes": "a b",
    "authorization_endpoint": NOWHERE + "a", "token_endpoint": NOWHERE + "t", "userinfo_endpoint": NOWHERE + "u",
}
SCHEMA = {"type": "object", "properties": {"since": {"type": "string", "pattern": "^[0-9-]+$"}}, "required": []}
LOGIN = {"username": "ines@acme.test", "password": "correct-horse", "source_fields": {"company": "A", "pin": {"value": "1", "secret": True}}}
QUESTION = {"type": "mfa", "message": "Code?", "fields": [{"name": "code", "type": "text", "label": "Code"}], "timeout_seconds": 300}

V1 = [
    Sample("GET", "/v1/realms?state=active&sort=name&max_results=3&expand=custom"),
    Sample("POST", "/v1/realms", {"realm": {
        "name": "Spare", "reference": "r", "custom": {"a": [1, "b"]}, "username_validation_human": "standard",
        "require_unique_emails": True, "api_key_prefix": "acme-", "api_key_policy": "hash", "jwt_algo": "hs256",
        "jwt_fields": ["custom", "memberships"], "session_type": "managed", "session_minutes": 360,
        "api_key_minutes": 0, "resource_links": [{"a": 1}], "state": "active"}, "request": REQUEST}, makes="realm", weight=4),
    Sample("GET", "/v1/realms/{realm}?state=active"),
    Sample("PUT", "/v1/realms/{realm}", {"realm": {"name": "Changed", "custom": {"b": 2}, "session_minutes": 10}}),
    Sample("DELETE", "/v1/realms/{realm}", ends="realm", weight=3),
    Sample("POST", "/v1/realms/{realm}/reset", {}, weight=3),
    Sample("GET", "/v1/users?state=active&user_type=human&sort=email&direction=desc&max_results=5&expand=custom"),
    Sample("POST", "/v1/users", {"user": {"user_type": "api", "name": "importer", "custom": {"a": 1}, "reference": "7"}}, makes="user"),
    Sample("POST", "/v1/users", {"user": {
        "user_type": "human", "username": "{fresh}", "email": "{fresh}@example.com", "password": PASSWORD,
        "password_confirmation": PASSWORD, "first_name": "Sally", "last_name": "Ride", "custom": {}, "state": "active"},
        "request": REQUEST}, makes="human", hashes=True, weight=1),
    Sample("POST", "/v1/users", {"user": {
        "user_type": "human", "username": "{fresh}", "email": "{fresh}@example.com",
        "password_hash": "$2y$04$......................e4SbR3LkX6xFzQzV3PpTzZzZzZzZzZu"}}, weight=4),
    Sample("GET", "/v1/users/{human}?expand=memberships,custom"),
    Sample("GET", "/v1/users/{user}"),
    Sample("PUT", "/v1/users/{human}", {"user": {"first_name": "S", "custom": {"plan": ["gold", 1]}, "reference": 5}, "request": REQUEST}),
    Sample("DELETE", "/v1/users/{user}", ends="user", weight=4),
    Sample("POST", "/v1/users/authenticate_key", {"api_key": "{key}", "request": REQUEST}),
    Sample("POST", "/v1/users/{human}/authenticate", {"password": PASSWORD, "request": {"ip": "{ip}"}}, hashes=True, weight=1),
    Sample("POST", "/v1/users/{human}/authenticate_code", {"user": {"token": "kli_0000000000000000000000000000000000000000000", "code": "123456"}}),
    Sample("PUT", "/v1/users/{human}/update_password", {"user": {"current_password": PASSWORD, "password": PASSWORD, "password_confirmation": PASSWORD}}, hashes=True, weight=1),
    Sample("POST", "/v1/users/{human}/generate_password_token", {"request": REQUEST}, makes="reset"),
    Sample("POST", "/v1/users/{human}/reset_password_with_token", {"user": {"token": "{reset}", "password": "x"}}),
    Sample("POST", "/v1/users/{human}/request_email_verification", {}, makes="verification"),
    Sample("POST", "/v1/users/{human}/verify_email", {"user": {"token": "{verification}"}}),
    Sample("GET", "/v1/auth_providers/authorize?redirect_uri=https%3A%2F%2Fapp.invalid%2Fback&nonce=n"),
    Sample("POST", "/v1/auth_providers/authorize", {"code": "c", "state": "{state}", "nonce": "n"}),
    Sample("GET", "/v1/auth_providers/{provider}/authorize?redirect_uri=https%3A%2F%2Fapp.invalid%2Fback", makes="state"),
    Sample("POST", "/v1/auth_providers/{provider}/authorize", {"access_token": "t"}),
    Sample("GET", "/v1/auth_providers?sort=id&max_results=10"),
    Sample("POST", "/v1/auth_providers", {"auth_provider": OAUTH}, makes="provider", weight=4),
    Sample("GET", "/v1/auth_providers/{provider}"),
    Sample("PUT", "/v1/auth_providers/{provider}", {"auth_provider": {"name": "N", "client_secret": "s", "scopes": "c"}}),
    Sample("PUT", "/v1/auth_providers/totp", {"auth_provider": {"name": "Phones"}}, weight=2),
    Sample("DELETE", "/v1/auth_providers/{provider}", ends="provider", weight=3),
    Sample("POST", "/v1/credentials", {"credential": {"user_id": "{user}", "credential_type": "api_key", "api_key": "generate"}}, makes="credential"),
    Sample("POST", "/v1/credentials", {"credential": {"user_id": "{human}", "credential_type": "totp", "name": "Phone"}}, makes="phone"),
    Sample("POST", "/v1/credentials", {"credential": {
        "user_id": "{human}", "credential_type": "oauth2", "auth_provider_id": "{provider}", "provider_user_id": "{fresh}",
        "access_token": "t", "token_expires_at": 1900000000}}, makes="link"),
    Sample("GET", "/v1/credentials/{phone}?user_id="),
    Sample("GET", "/v1/credentials/{link}"),
    Sample("PUT", "/v1/credentials/{link}", {"credential": {"access_token": "u", "token_expires_at": "2030-01-01T00:00:00Z"}}),
    Sample("PUT", "/v1/credentials/{phone}", {"credential": {"name": "Other"}}),
    Sample("PUT", "/v1/credentials/{credential}", {"credential": {"api_key": "generate"}}),
    Sample("DELETE", "/v1/credentials/{credential}", ends="credential", weight=4),
    Sample("POST", "/v1/credentials/{phone}/verify", {"credential": {"code": "123456"}}),
    Sample("GET", "/v1/orgs?state=active&reference=r&sort=name"),
    Sample("POST", "/v1/orgs", {"org": {"name": "Org", "reference": "r", "custom": {}, "state": "active"}}, makes="org"),
    Sample("GET", "/v1/orgs/{org}?expand=memberships"),
    Sample("PUT", "/v1/orgs/{org}", {"org": {"name": "Changed", "custom": {"x": 1}}}),
    Sample("DELETE", "/v1/orgs/{org}", ends="org", weight=4),
    Sample("GET", "/v1/memberships?user_id={human}&max_results=2"),
    Sample("GET", "/v1/memberships?org_id={org}"),
    Sample("POST", "/v1/memberships", {"membership": {
        "user_id": "{human}", "org_id": "{org}", "permissions": ["a", "b"], "expires_at": 1900000000, "custom": {"k": "v"}}}, makes="membership"),
    Sample("GET", "/v1/memberships/{membership}"),
    Sample("PUT", "/v1/memberships/{membership}", {"membership": {"permissions": "c, d", "expires_at": None}}),
    Sample("DELETE", "/v1/memberships/{membership}", ends="membership", weight=4),
    Sample("GET", "/v1/events?event_type=user.login,realm&created_at_after=1700000000&user_id={human}&expand=notifications&max_results=5", makes="event"),
    Sample("GET", "/v1/events?max_results=3", makes="event"),
    Sample("GET", "/v1/events/{event}"),
    Sample("GET", "/v1/sessions?user_id={human}"),
    Sample("POST", "/v1/sessions", {"session": {"user_id": "{human}"}, "request": REQUEST}, makes="session"),
    Sample("GET", "/v1/sessions/{session}?expand=token,memberships"),
    Sample("DELETE", "/v1/sessions/{session}", ends="session", weight=4),
    Sample("GET", "/v1/jwt_keys?max_results=2"),
    Sample("POST", "/v1/jwt_keys", {"jwt_key": {"algo": "hs256", "use": "sign", "key": "0123456789abcdef0123456789abcdef"}}, makes="jwt_key", weight=4),
    Sample("GET", "/v1/jwt_keys/{jwt_key}"),
    Sample("DELETE", "/v1/jwt_keys/{jwt_key}", ends="jwt_key", weight=3),
    Sample("GET", "/v1/app_hooks?state=inactive&event_type=user"),
    Sample("POST", "/v1/app_hooks", {"app_hook": {
        "destination": NOWHERE + "hook", "event_type": ["user.created"], "delay": 86400, "state": "inactive",
        "hook_type": "webhook"}}, makes="app_hook", weight=3),
    Sample("GET", "/v1/app_hooks/{app_hook}"),
    Sample("PUT", "/v1/app_hooks/{app_hook}", {"app_hook": {"delay": 1000, "signing_secret": "generate"}}),
    Sample("DELETE", "/v1/app_hooks/{app_hook}", ends="app_hook", weight=4),
]

V2 = [
    Sample("GET", "/v2/test"),
    Sample("GET", "/v2/sources?limit=5"),
    Sample("POST", "/v2/sources", {
        "type": "website", "name": "Portal", "website": {"url": "https://portal.invalid/login"},
        "auth": {"methods": ["username_password", "none"], "source_fields": [
            {"key": "company", "label": "Company", "required": False, "secret": False}, {"key": "pin", "secret": True}]}}, makes="source"),
    Sample("GET", "/v2/sources/{source}"),
    Sample("PATCH", "/v2/sources/{source}", {"name": "Changed", "website": {"url": "https://portal.invalid/"}}),
    Sample("DELETE", "/v2/sources/{source}", ends="source", weight=4),
    Sample("GET", "/v2/credentials?source_id={source}&status=unverified,verified&external_id=e&limit=10"),
    Sample("GET", "/v2/credentials?limit=2"),
    Sample("POST", "/v2/credentials", {
        "source_id": "{source}", "auth_method": "username_password", "external_id": "tenant:1", "auth_credentials": LOGIN}, makes="vault"),
    Sample("GET", "/v2/credentials/{vault}"),
    Sample("PATCH", "/v2/credentials/{vault}", {"external_id": "e", "auth_credentials": {"password": "p", "source_fields": {"company": "B"}}}),
    Sample("DELETE", "/v2/credentials/{vault}", ends="vault", weight=4),
    Sample("GET", "/v2/agents"),
    Sample("POST", "/v2/agents", {"name": "Agent"}, makes="agent"),
    Sample("GET", "/v2/agents/{agent}"),
    Sample("PATCH", "/v2/agents/{agent}", {"name": "Changed"}),
    Sample("DELETE", "/v2/agents/{agent}", ends="agent", weight=4),
    Sample("GET", "/v2/tasks?agent_id={agent}&status=learning"),
    Sample("POST", "/v2/tasks", {
        "name": "Task", "agent_id": "{agent}", "prompt": "Do it", "input_schema": SCHEMA, "output_schema": {"type": "object"},
        "storage": {"a": 1}, "extraction": [1], "settings": {"timeout_seconds": 600}, "status": "live"}, makes="task"),
    Sample("GET", "/v2/tasks/{task}"),
    Sample("PATCH", "/v2/tasks/{task}", {"name": "Changed", "input_schema": SCHEMA, "settings": {"timeout_seconds": 60}}),
    Sample("DELETE", "/v2/tasks/{task}", ends="task", weight=4),
    Sample("POST", "/v2/tasks/{task}/reset", {}),
    Sample("POST", "/v2/tasks/{task}/run", {"credential_id": "{vault}", "source_id": None, "session_id": None, "input": {"since": "2026-11-01"}}, makes="run", weight=20),
    Sample("POST", "/v2/tasks/{task}/run", {"source_id": "{source}"}, makes="run"),
    Sample("GET", "/v2/task-runs?status=queued,running&source_id={source}&outcome=success&agent_id={agent}&credential_id={vault}"
           "&task_id={task}&created_after=2026-01-01T00:00:00Z&limit=3"),
    Sample("GET", "/v2/task-runs?limit=3"),
    Sample("GET", "/v2/task-runs/{run}?include=input,storage,artifacts"),
    Sample("POST", "/v2/task-runs/{run}/cancel", {}, ends="run", weight=6),
    Sample("POST", "/v2/task-runs/{lease}/interaction", {"input": {"code": "246810"}}),
    Sample("GET", "/v2/sessions/{vault_session}"),
    Sample("POST", "/v2/sessions/{vault_session}/end", {}, ends="vault_session", weight=4),
    Sample("GET", "/v2/events?type=source.created,task_run.queued&created_after=2026-01-01T00:00:00Z&limit=5", makes="vault_event"),
    Sample("GET", "/v2/events/{vault_event}"),
    Sample("GET", "/v2/event-types"),
    Sample("GET", "/v2/event-destinations?limit=5"),
    Sample("POST", "/v2/event-destinations", {
        "name": "Hook", "type": "webhook", "events": ["credential.verified", "source.deleted"],
        "webhook": {"url": "https://hooks.invalid/x", "custom_headers": "{\"X-Token\":\"t\"}", "secret": None}}, makes="destination"),
    Sample("GET", "/v2/event-destinations/{destination}"),
    Sample("PATCH", "/v2/event-destinations/{destination}", {"name": "Changed", "events": ["*"], "status": "inactive", "webhook": {"secret": None}}),
    Sample("DELETE", "/v2/event-destinations/{destination}", ends="destination", weight=20),
    Sample("GET", "/v2/event-destinations/{destination}/event-deliveries?status=success,failure&type=credential.verified"),
    Sample("POST", "/v2/task-runs/claim", {"source_ids": None, "wait_seconds": 0, "lease_seconds": 600}, makes="lease", worker=True, weight=20),
    Sample("POST", "/v2/task-runs/{lease}/auth-credentials", {}, worker=True, lease=True),
    Sample("POST", "/v2/task-runs/{lease}/authentication", {"outcome": "succeeded", "credential_version": 1, "message": "in"}, worker=True, lease=True),
    Sample("POST", "/v2/task-runs/{lease}/heartbeat", {}, worker=True, lease=True),
    Sample("POST", "/v2/task-runs/{lease}/interaction-request", QUESTION, worker=True, lease=True),
    Sample("GET", "/v2/task-runs/{lease}/interaction?wait_seconds=0", worker=True, lease=True),
    Sample("POST", "/v2/task-runs/{lease}/complete", {"output": {"rows": [1, 2]}, "authentication": {"outcome": "succeeded"}}, worker=True, lease=True, ends="lease"),
    Sample("POST", "/v2/task-runs/{lease}/fail", {"errors": [{"type": "task", "code": "x", "message": "m", "field": "f"}]}, worker=True, lease=True, ends="lease"),
]

OTHERS = [
    Sample("GET", "/healthz", weight=1), Sample("GET", "/readyz", weight=1), Sample("GET", "/openapi.json", weight=1),
]

SAMPLES = V1 + V2 + OTHERS

# In the order in which one can be made of the others.
ORDER = ["realm", "user", "human", "provider", "credential", "phone", "link", "org", "membership", "session", "jwt_key",
         "app_hook", "reset", "verification", "state", "event", "source", "vault", "agent", "task", "run", "lease",
         "vault_event", "destination"]


class Keys:
    """The keys of a stack's `env` file."""

    def __init__(self, environment):
        self.manage = environment["CREDENCE_API_KEY"]
        self.realm = environment["CREDENCE_REALM"]
        self.app = environment["CREDENCE_V2_KEY"]
        self.worker = environment["CREDENCE_V2_WORKER_KEY"]
        self.others = [environment[name] for name in (
            "CREDENCE_READ_KEY", "CREDENCE_WRITE_KEY", "CREDENCE_OTHER_API_KEY", "CREDENCE_V2_OTHER_KEY")]

    def headers(self, sample):
        if sample.path.startswith("/v2"):
            return {"Authorization": "Bearer " + (self.worker if sample.worker else self.app)}
        return {"X-Authrocket-Api-Key": self.manage, "X-Authrocket-Realm": self.realm}


class Estate:
    """The objects that are there: answers add to them, requests that end one take it away."""

    def __init__(self, chance, tag):
        self.chance = chance
        self.tag = tag
        self.count = itertools.count()
        self.pools = {kind: [] for kind in [*ORDER, "key", "vault_session"]}
        self.leases = {}

    def fill(self, sample, kind_ended=None):
        """The path, body and lease of a sample, its placeholders filled in."""
        values = {"fresh": "%s-%d" % (self.tag, next(self.count)), "ip": "198.51.%d.%d" % (
            self.chance.randrange(256), self.chance.randrange(256))}
        texts = [sample.path, sample.body or ""]
        for kind, pool in self.pools.items():
            place = "{%s}" % kind
            if any(place in text for text in texts):
                values[kind] = self.chance.choice(pool) if pool else "none"
                if sample.ends == kind and len(pool) > 2:
                    pool.remove(values[kind])
        for name, value in values.items():
            texts = [text.replace("{%s}" % name, value) for text in texts]
        lease = self.leases.get(values.get("lease")) if sample.lease else None
        return texts[0], texts[1] if sample.body is not None else None, lease

    def learn(self, sample, status, body):
        """Takes over what an answer tells of."""
        if not sample.makes or status not in (200, 201):
            return
        try:
            answer = json.loads(body)
        except ValueError:
            return
        if sample.makes in ("event", "vault_event"):
            for item in answer.get("collection", answer.get("data", [])):
                self.add(sample.makes, item["id"])
        elif sample.makes in ("reset", "verification"):
            self.add(sample.makes, answer.get("token"))
        elif sample.makes == "state":
            self.add("state", (answer.get("url") or "").rpartition("state=")[2].partition("&")[0])
        elif sample.makes == "lease":
            self.leases[answer["id"]] = answer["lease"]["token"]
            self.add("lease", answer["id"])
        else:
            self.add(sample.makes, answer.get("id"))
            if sample.makes == "user":
                self.add("key", answer.get("api_key"))
            if sample.makes == "run":
                self.add("vault_session", answer.get("session_id"))

    def add(self, kind, value):
        if isinstance(value, str) and value:
            pool = self.pools[kind]
            pool.append(value)
            if len(pool) > 40:
                pool.pop(0)

    def forget(self, path):
        """Takes note that what a path names was deleted."""
        parts = set(path.split("?")[0].split("/"))
        for pool in self.pools.values():
            pool[:] = [value for value in pool if value not in parts]

    def lacking(self):
        """Samples that make what there is too little of."""
        for kind in ORDER:
            if len(self.pools[kind]) < 3:
                yield next(sample for sample in SAMPLES if sample.makes == kind)
