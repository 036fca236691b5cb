"""Reads a message and a secret as JSON and says what the Standard Webhooks library of PyPI thinks of them."""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

given = json.load(sys.stdin)
try:
    Webhook(given["secret"]).verify(given["body"], given["headers"])
    print("verified")
except WebhookVerificationError:
    print("refused")
