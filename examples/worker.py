#!/usr/bin/env python3
"""An example of a worker for Credence's vault (/v2): takes task runs, logs in to their sites, says how it went.

    CREDENCE_URL=https://vault.example CREDENCE_V2_WORKER_KEY=wk_live_… examples/worker.py

Start as many as you like, on any machine that reaches the service over TLS. What is yours to write are `log_in` and
`do_task`; the rest can stay. CREDENCE_V2_SOURCES, ids with commas between, narrows down what this worker takes.
"""

import http.client
import http.cookiejar
import json
import os
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["CREDENCE_URL"].rstrip("/")
KEY = os.environ["CREDENCE_V2_WORKER_KEY"]
SOURCES = [source for source in os.environ.get("CREDENCE_V2_SOURCES", "").split(",") if source]
LEASE_SECONDS = 60


class Canceled(Exception):
    """The app no longer wants the run."""


def call(method, path, body=None, lease=None):
    """Calls Credence. Returns the answer's object, or None for 204; raises HTTPError for a refusal."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    if lease:
        headers["Deck-Lease"] = lease
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/v2/{path}", data, headers, method=method)
    for pause in [1, 2, 4, 8, None]:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer) if answer.status == 200 else None
        except urllib.error.HTTPError as refusal:
            if refusal.code != 503 or pause is None:
                raise
            time.sleep(pause)  # Nothing was done: the service, or its database, will be back.


def is_from_credence(refusal):
    return refusal.url.startswith(f"{URL}/v2/")


class Run:
    """A task run that this worker has, until it ends or the lease does."""

    def __init__(self, claimed):
        self.id = claimed["id"]
        self.task = claimed["task_id"]
        self.credential = claimed["credential_id"]
        self.url = claimed["source"]["website"]["url"]
        self.input = claimed["input"]
        self.lease = claimed["lease"]["token"]
        self.is_over = threading.Event()
        self.is_canceled = threading.Event()

    def call(self, method, name, body=None):
        return call(method, f"task-runs/{self.id}/{name}", body, self.lease)

    def heartbeat(self):
        """Extends the lease; returns where the run stands."""
        status = self.call("POST", "heartbeat", {})["status"]
        if status == "canceling":
            self.is_canceled.set()
        return status

    def keep_alive(self):
        """Sends heartbeats until the run is over."""
        while not self.is_over.wait(LEASE_SECONDS / 4):
            try:
                self.heartbeat()
            except OSError as error:  # HTTPError is one.
                if 400 <= getattr(error, "code", 0) < 500:
                    return
                # Otherwise the next one may get through before the lease ends.

    def check(self):
        """To be called between the steps of whatever takes long."""
        if self.is_canceled.is_set():
            raise Canceled

    def ask(self, question):
        """Has the app ask its user something, and waits for what they say."""
        self.call("POST", "interaction-request", question)
        while True:
            is_asked = self.heartbeat() == "interaction_required"
            answer = self.call("GET", "interaction?wait_seconds=20")
            if answer:
                return answer["input"]
            self.check()
            if not is_asked:  # The answer was handed over, and lost on the way.
                self.call("POST", "interaction-request", question)

    def report(self, outcome, version):
        self.call("POST", "authentication", {"outcome": outcome, "credential_version": version})

    def complete(self, output):
        self.call("POST", "complete", {"output": output})

    def fail(self, code, message):
        self.call("POST", "fail", {"errors": [{"type": "task", "code": code, "message": message}]})


def log_in(run, browser, details):
    """Logs in to a site with a plain form. Returns an outcome: how the login went."""
    code_question = {"type": "mfa", "message": "Enter the code that the site sent you.",
                     "fields": [{"name": "code", "type": "text", "label": "Code"}]}
    form = {"username": details["username"], "password": details["password"], **details["source_fields"]}
    page = post(browser, run.url, form)
    for _ in range(3):
        if 'name="code"' not in page:
            return "succeeded"
        page = post(browser, run.url, {"code": run.ask(code_question)["code"]})
    return "interaction_failed"


def post(browser, url, form):
    with browser.open(url, urllib.parse.urlencode(form).encode(), timeout=30) as answer:
        return answer.read().decode()


def try_log_in(run, browser, details):
    try:
        return log_in(run, browser, details)
    except urllib.error.HTTPError as refusal:
        if is_from_credence(refusal):
            raise
        return {401: "rejected", 403: "rejected", 423: "locked"}.get(refusal.code, "unreachable")
    except OSError:
        return "unreachable"


def do_task(run, browser):
    """What the run is for, once the browser is logged in. Returns what the app gets as the run's output."""
    with browser.open(run.url, timeout=30) as answer:
        return {"bytes": len(answer.read())}


def work(run):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    if run.credential:
        secret = run.call("POST", "auth-credentials", {})
        outcome = "not_required"
        if secret["auth_method"] == "username_password":
            outcome = try_log_in(run, browser, secret["auth_credentials"])
        run.report(outcome, secret["credential_version"])
        if outcome not in ("succeeded", "not_required"):
            return outcome  # The report has ended the run.
    run.check()
    run.complete(do_task(run, browser))
    return "completed"


def handle(run):
    """Works on a run and ends it, whatever happens. Returns a word for the log."""
    threading.Thread(target=run.keep_alive, daemon=True).start()
    try:
        return work(run)
    except Canceled:
        run.fail("canceled", "The worker has stopped.")
        return "canceled"
    except urllib.error.HTTPError as refusal:
        if is_from_credence(refusal):
            return "lost"  # The run has ended, or another worker has it.
        run.fail("error", f"The site answered {refusal.code}.")
        return "failed"
    except Exception as error:  # Only its kind is told: what it says may hold what was sent to the site.
        run.fail("error", type(error).__name__)
        return "failed"
    finally:
        run.is_over.set()


def main():
    print(f"waiting for runs of {URL}", flush=True)
    while True:
        try:
            claimed = call("POST", "task-runs/claim",
                           {"source_ids": SOURCES, "wait_seconds": 20, "lease_seconds": LEASE_SECONDS})
            if claimed:
                print(claimed["id"], handle(Run(claimed)), flush=True)
        except (OSError, http.client.HTTPException) as error:  # HTTPError is an OSError.
            print(f"trying again: {type(error).__name__} {getattr(error, 'code', '')}", flush=True)
            time.sleep(1)


main()
