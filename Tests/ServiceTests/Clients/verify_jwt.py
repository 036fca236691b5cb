"""Prints the claims of the login token on the first line of standard input, by Python's PyJWT, under the key that follows.

The key is a realm's jwt_key: a PEM is RS256's, anything else HS256's. Ends with 1 when PyJWT refuses the token.
"""

import json
import sys

import jwt

token, _, key = sys.stdin.read().partition("\n")
algorithm = "RS256" if key.startswith("-----BEGIN") else "HS256"
try:
    claims = jwt.decode(token, key, algorithms=[algorithm], options={"verify_aud": False})
except jwt.InvalidTokenError as problem:
    sys.exit(type(problem).__name__)
print(json.dumps(claims))
