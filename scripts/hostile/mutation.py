"""What may be wrong with a request. Every mutation takes a draft and a random generator, and changes the draft."""

import json
import re
from urllib.parse import quote

INTEGERS = [0, -1, 1, 2**31, 2**32, 2**53, 2**63 - 1, 2**63, 2**64, 10**30, -(10**30)]
NUMBERS = [b"1e999", b"-1e999", b"1e-999", b"0.1", b"-0", b"1E+2", b"123456789012345678901234567890", b"1" * 400, b"1e400000000"]
TEXTS = ["", " ", "\0", "a\0b", "\u2028", "\U0010ffff", "\ufeff", "'", '"', "\\", "%", "%00", "../..", "null", "NaN", "true",
         "-", "--", "+", "a" * 256, "a" * 5000, "\u00e4" * 300, "\u0301" * 2000, "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z",
         "9999-12-31T23:59:59.999999999Z", "{{7*7}}", "<script>", "' OR 1=1 -- ", "$ne", "\r\nX-Injected: 1", "usr_zzzzzzzzzzzzzzzzzzzzzz",
         "rl_0000000000000000000000", "cred_00000000000000000000000000", "http://127.0.0.1:1/", "http://[::1]:1/", "http://127.0.0.1:1/\r\n",
         "javascript:alert(1)", "file:///etc/passwd", "http://a.invalid/" + "b" * 3000]
IDS = ["%00", "%", "%zz", "%e0%80", "%ff", "-", "--", ".", "..", "%2e%2e", "%2f", "a/b", "", "+", "%20", "a" * 3000, "%F4%8F%BF%BF",
       "usr_zzzzzzzzzzzzzzzzzzzzzz", "usr_0000000000000000000000", "task_7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "cred_00000000000000000000000000",
       "sally%40example.com", "*", "claim", "authorize", "password", "%C0%80", "%ED%A0%80", "\u00e4", ";", "a;b=c", "%3F", "%23"]
PARAMETERS = ["after", "max_results", "sort", "direction", "expand", "expands", "state", "reference", "username", "email", "user_type",
              "realm_id", "user_id", "org_id", "auth_provider_id", "event_type", "created_at_after", "request", "limit", "cursor",
              "starting_after", "status", "source_id", "external_id", "include", "created_before", "created_after", "agent_id",
              "redirect_uri", "nonce", "max_results[]", "event_type[a][b]", "outcome", "task_id", "credential_id", "a[b][c][d][e][f][g]"]
TYPES = ["", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json;", "json", "multipart/form-data; boundary=x",
         "application/x-www-form-urlencoded", "text/json", "application/merge-patch+json", "application/json, text/plain", "\xff", "a" * 500,
         "APPLICATION/JSON", "application/json; charset=\"utf-8\""]
ACCEPTS = ["", "*/*", "text/html", "application/json;q=0", "application/*", ",,,", "a" * 2000, "application/json;q=2", "*/*;q=0, text/html"]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "M-SEARCH", "PURGE", "A" * 40, "CONNECT", "LOCK"]


class Draft:
    """A request in parts, with headers in order."""

    def __init__(self, method, target, headers, body):
        self.method = method
        self.target = target.encode("utf-8")
        self.headers = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        self.body = b"" if body is None else body.encode()
        self.framing = "length"

    def set_header(self, name, value):
        self.headers = [each for each in self.headers if each[0].lower() != name.lower().encode()]
        if value is not None:
            self.headers.append((name.encode(), value if isinstance(value, bytes) else value.encode("utf-8", "replace")))

    @property
    def is_form(self):
        return (b"Content-Type", b"application/x-www-form-urlencoded") in self.headers

    def encoded(self, chance):
        headers, body = list(self.headers), self.body
        if self.framing == "chunked":
            headers.append((b"Transfer-Encoding", b"chunked"))
            body = chunked(body, chance)
        elif body or self.method in ("POST", "PUT", "PATCH"):
            headers.append((b"Content-Length", str(len(body)).encode()))
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        return self.method.encode() + b" " + self.target + b" HTTP/1.1\r\n" + lines + b"\r\n" + body


def chunked(body, chance):
    chunks = b""
    while body:
        size = chance.randint(1, max(1, len(body)))
        chunks += b"%x%s\r\n" % (size, chance.choice([b"", b";a=b"])) + body[:size] + b"\r\n"
        body = body[size:]
    return chunks + b"0\r\n\r\n"


def form(value):
    """A JSON object as PHP and Rails write it in forms."""
    pairs = []

    def walk(name, value):
        if isinstance(value, dict):
            for key, each in value.items():
                walk("%s[%s]" % (name, key) if name else key, each)
        elif isinstance(value, list):
            for each in value:
                walk(name + "[]", each)
        else:
            text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            pairs.append("%s=%s" % (quote(name, safe="[]", errors="surrogatepass"), quote(text, errors="surrogatepass")))

    walk("", value)
    return "&".join(pairs).encode()


def junk(chance, depth=0):
    """Any value of JSON."""
    kind = chance.randrange(9)
    if kind == 0:
        return None
    if kind == 1:
        return chance.choice([True, False])
    if kind == 2:
        return chance.choice(INTEGERS)
    if kind == 3:
        return chance.uniform(-1e6, 1e6)
    if kind in (4, 5):
        return chance.choice(TEXTS)
    if depth > 3:
        return []
    if kind == 6:
        return [junk(chance, depth + 1) for _ in range(chance.choice([0, 1, 2, 30]))]
    return {chance.choice([*TEXTS[:20], "a", "type", "id"]): junk(chance, depth + 1) for _ in range(chance.choice([0, 1, 3]))}


def places(value, found, path=()):
    """Every place inside a JSON value: its container and its key there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in list(items):
        found.append((value, key))
        places(each, found)
    return found


def of_json(change):
    """A mutation of the body's JSON; nothing happens to other bodies."""

    def mutate(draft, chance):
        if draft.is_form:
            return
        try:
            value = json.loads(draft.body) if draft.body else {}
        except (ValueError, RecursionError):
            return
        changed = change(value, chance)
        draft.body = json.dumps(value if changed is None else changed, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        draft.set_header("Content-Type", "application/json")

    mutate.__name__ = change.__name__
    return mutate


@of_json
def value_replaced(value, chance):
    found = places(value, [])
    if found:
        container, key = chance.choice(found)
        container[key] = junk(chance)


@of_json
def text_replaced(value, chance):
    found = [(container, key) for container, key in places(value, []) if isinstance(container[key], str)]
    if found:
        container, key = chance.choice(found)
        container[key] = chance.choice(TEXTS)


@of_json
def member_removed(value, chance):
    found = [(container, key) for container, key in places(value, []) if isinstance(container, dict)]
    if found:
        container, key = chance.choice(found)
        del container[key]


@of_json
def member_added(value, chance):
    if isinstance(value, dict):
        containers = [value] + [c[k] for c, k in places(value, []) if isinstance(c[k], dict)]
        chance.choice(containers)[chance.choice([*PARAMETERS, *TEXTS[:12], "password", "id", "user", "custom", "errors"])] = junk(chance)


@of_json
def body_replaced(value, chance):
    return junk(chance)


@of_json
def lone_surrogate(value, chance):
    found = [(container, key) for container, key in places(value, []) if isinstance(container[key], str)]
    if found:
        container, key = chance.choice(found)
        container[key] += "\ud800"


def nested(draft, chance):
    depth = chance.choice([5, 31, 32, 33, 100, 1000, 100000])
    opening, closing = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
    value = opening * depth + b"1" + closing * (depth if chance.random() < 0.8 else 0)
    put(draft, value, chance)


def number(draft, chance):
    put(draft, chance.choice(NUMBERS), chance)


def raw_text(draft, chance):
    put(draft, b'"' + chance.choice([b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\0", b"\x1f", b"\\u0000", b"\\ud800", b"\\x41", b"\\", b"\n"]) + b'"', chance)


def put(draft, value, chance):
    """Puts bytes in the place of a value of the body."""
    found = list(re.finditer(rb'("[^"\\]*"|-?\d+|true|false|null)(?=\s*[,}\]])', draft.body))
    if found:
        place = chance.choice(found)
        draft.body = draft.body[:place.start()] + value + draft.body[place.end():]
    else:
        draft.body = value


def duplicate(draft, chance):
    found = re.search(rb'"[^"\\]*": ', draft.body)
    if found:
        draft.body = draft.body[:found.start()] + found.group() + b"1, " + draft.body[found.start():]


def body_flipped(draft, chance):
    body = bytearray(draft.body or b"{}")
    for _ in range(chance.choice([1, 1, 2, 8])):
        place = chance.randrange(len(body))
        body[place] = chance.choice([body[place] ^ 1 << chance.randrange(8), chance.randrange(256), 0, 0xFF])
    draft.body = bytes(body)


def body_truncated(draft, chance):
    draft.body = draft.body[:chance.randrange(len(draft.body) + 1)]


def body_repeated(draft, chance):
    draft.body = draft.body * chance.choice([2, 50])


def body_large(draft, chance):
    size = chance.choice([20_000, 200_000, 1_000_000, 1_048_576])
    draft.body = chance.choice([b"[" + b"1," * (size // 2) + b"1]", b'{"user":{"custom":{"a":"' + b"a" * size + b'"}}}', b'{"name":"' + b"\\u0041" * (size // 6) + b'"}',
                                b"{" + b",".join(b'"%d":1' % each for each in range(size // 10)) + b"}", b" " * size, b"a" * size])


def as_form(draft, chance):
    try:
        value = json.loads(draft.body) if draft.body else {}
    except (ValueError, RecursionError):
        return
    if isinstance(value, dict):
        draft.body = form(value)
        draft.set_header("Content-Type", "application/x-www-form-urlencoded")
        if chance.random() < 0.4:
            draft.body += chance.choice([b"&", b"&=", b"&a[=1", b"&a[]]=", b"&%", b"&%ff=1", b"&user=1", b"&user[custom]=x", b"&user[a][b]=1&user[a]=2",
                                         b"&" + b"[a]" * 500 + b"=1", b"&a" + b"[b]" * 500 + b"=1", b"&a[][b]=1&a[][c]=2", b"&x[0]=1&x[2]=3&x[99999999]=1"])


def identifier(draft, chance):
    path, mark, query = draft.target.partition(b"?")
    parts = path.split(b"/")
    parts[chance.randrange(1, len(parts))] = chance.choice(IDS).encode()
    draft.target = b"/".join(parts) + mark + query


def query(draft, chance):
    pieces = [draft.target]
    for _ in range(chance.choice([1, 1, 2, 5])):
        value = chance.choice([*TEXTS, *map(str, INTEGERS), "%ff", "%", "a,b,,c", ","])
        if chance.random() < 0.9:
            value = quote(value)
        pieces.append("%s=%s" % (chance.choice(PARAMETERS), re.sub(r"[\s\0]", "", value)))
    separator = b"&" if b"?" in draft.target else b"?"
    draft.target = pieces[0] + separator + "&".join(pieces[1:]).encode()


def query_flipped(draft, chance):
    path, mark, text = draft.target.partition(b"?")
    if text:
        place = chance.randrange(len(text))
        draft.target = path + mark + text[:place] + bytes([chance.randrange(0x21, 0x100)]) + text[place + 1:]


def query_long(draft, chance):
    draft.target += (b"&" if b"?" in draft.target else b"?") + b"a=" + chance.choice([b"b", b"%41", b",", b"[", b"&c="]) * chance.choice([500, 2000, 6000])


def escape(draft, chance):
    place = chance.randrange(1, len(draft.target) + 1)
    draft.target = draft.target[:place] + chance.choice([b"%", b"%0", b"%zz", b"%00", b"%ff", b"%2f", b"//", b";", b"#", b"%25", b"\xc3\xa4", b"/../", b"/./"]) + draft.target[place:]


def method(draft, chance):
    draft.method = chance.choice(METHODS)


def content_type(draft, chance):
    draft.set_header("Content-Type", chance.choice([*TYPES, None]))


def accept(draft, chance):
    draft.set_header("Accept", chance.choice(ACCEPTS).encode("latin-1"))


def key(draft, chance):
    name = chance.choice(["X-Authrocket-Api-Key", "Authorization", "X-Authrocket-Realm", "X-Authrocket-Account", "Authrocket-Api-Key"])
    draft.set_header(name, chance.choice([None, b"", b"Bearer", b"Bearer ", b"Basic YTpi", b"\xff\xfe", b"a" * 4000, b"ko_x-y", b"Bearer sk_live_x", b"rl_0", b"org_1", b"Bearer a:rl_b"]))


def header(draft, chance):
    name = chance.choice(["Idempotency-Key", "Deck-Lease", "Expect", "Accept-Encoding", "Range", "If-None-Match", "If-Modified-Since", "Cookie", "X-Forwarded-For",
                          "X-HTTP-Method-Override", "Host", "Content-Encoding", "Proxy", "Upgrade", "TE", "X_Under_Score", "Accept-Language", "Content-Length-X"])
    draft.set_header(name, chance.choice([b"", b"a", b"\xff", b"a" * 257, b"x" * 3000, b"gzip", b"bytes=0-1", b"*", b"0", b"\xc3\xa4", b"a,b;c=d"]))


def header_long(draft, chance):
    draft.set_header("X-Long", b"a" * chance.choice([5_000, 12_000, 20_000, 60_000]))


def headers_many(draft, chance):
    draft.headers += [(b"X-Many-%d" % number, b"a") for number in range(chance.choice([20, 200, 900]))]


def repeated_header(draft, chance):
    name, value = chance.choice(draft.headers)
    draft.headers.append((name, chance.choice([value, b"other"])))


def in_chunks(draft, chance):
    draft.framing = "chunked"


def idempotent(draft, chance):
    draft.set_header("Idempotency-Key", chance.choice(["one", "two", "a" * 256, "\u00e4" * 200]))


SHAPED = [value_replaced] * 6 + [text_replaced] * 5 + [member_removed] * 2 + [member_added] * 4 + [
    body_replaced, lone_surrogate, nested, number, number, raw_text, duplicate, body_flipped, body_flipped, body_flipped, body_truncated,
    body_repeated, as_form, as_form, identifier, identifier, identifier, query, query, query, query_flipped, query_flipped, query_long, escape,
    escape, method, content_type, accept, key, header, header, header_long, headers_many, repeated_header, in_chunks, in_chunks,
    idempotent, idempotent]


# What breaks the frame of the message, so that what follows on the connection may be anything.

def bytes_flipped(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(min(len(data), 400))
        data[place] = chance.choice([data[place] ^ 1 << chance.randrange(8), chance.randrange(256), 0, 10, 13, 32])
    return bytes(data)


def cut_short(data, chance):
    return data[:chance.randrange(1, len(data))]


def length_missing(data, chance):
    return re.sub(rb"Content-Length: \d+\r\n", b"", data)


def length_wrong(data, chance):
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + chance.choice([b"0", b"1", b"999", b"-1", b"+5", b"abc", b"1e3", b"0x10", b"99999999999999999999", b"5, 5", b"2000000", b""]), data)


def length_twice(data, chance):
    return data.replace(b"\r\n", b"\r\nContent-Length: %d\r\n" % chance.randrange(20), 1)


def length_and_chunks(data, chance):
    return data.replace(b"\r\n", b"\r\nTransfer-Encoding: " + chance.choice([b"chunked", b"identity", b"chunked, chunked", b"gzip, chunked", b"xchunked"]) + b"\r\n", 1)


def chunks_broken(data, chance):
    head = re.sub(rb"Content-Length: \d+\r\n", b"", data.split(b"\r\n\r\n", 1)[0] + b"\r\n") + b"Transfer-Encoding: chunked\r\n\r\n"
    return head + chance.choice([b"zz\r\n{}\r\n0\r\n\r\n", b"ffffffffffffffff\r\n{}", b"-1\r\n{}", b"2\r\n{}0\r\n\r\n", b"2\n{}\n0\n\n", b"2;" + b"a" * 9000 + b"\r\n{}\r\n0\r\n\r\n", b"2\r\n{}\r\n0\r\nX: y\r\n\r\n"])


def version(data, chance):
    return data.replace(b" HTTP/1.1\r\n", chance.choice([b" HTTP/1.0\r\n", b" HTTP/2.0\r\n", b" HTTP/9.9\r\n", b"\r\n", b" HTTP/1.1 \r\n", b" http/1.1\r\n", b" HTTP/1.\r\n", b" HTTP/0.9\r\n"]), 1)


def absolute(data, chance):
    return data.replace(b" /", chance.choice([b" http://127.0.0.1/", b" HTTP://a/", b" https://b:99999/", b" ftp://c/", b" *", b" a/", b" //", b" http:///", b" http://[::1/", b" \\"]), 1)


def head_endless(data, chance):
    return data.replace(b"\r\n", b"\r\nX-Endless: " + b"a" * 70_000 + b"\r\n", 1)


def bare_line_feeds(data, chance):
    return data.replace(b"\r\n", b"\n")


def folded_header(data, chance):
    return data.replace(b"\r\n", b"\r\n folded\r\n", 1)


def host_missing(data, chance):
    return re.sub(rb"Host: [^\r]*\r\n", chance.choice([b"", b"Host: a\r\nHost: b\r\n", b"Host: \r\n", b"Host: a b\r\n"]), data)


def body_too_large(data, chance):
    size = chance.choice([1_048_577, 3_000_000])
    return re.sub(rb"Content-Length: \d+\r\n", b"", data.split(b"\r\n\r\n", 1)[0] + b"\r\n") + b"Content-Length: %d\r\n\r\n" % size + b"a" * size


RAW = [bytes_flipped] * 6 + [cut_short] * 2 + [length_missing, length_wrong, length_wrong, length_twice, length_and_chunks, chunks_broken, chunks_broken,
                              version, absolute, absolute, head_endless, bare_line_feeds, folded_header, host_missing, body_too_large]
