"""What becomes of reads when there are a hundred times as many credentials."""

from .bars import Bar, Result
from .estate import KEYS, Estate
from .load import measure
from .targets import READ, ours

TIMES = 100
BAR = Bar("GET, p50 with 1,000,000 credentials", "10,000", 1.2, False, "")

# The copies lie between the originals, which are what is read: their ids begin with the same time.
COPY = """
CREATE TEMPORARY TABLE originals AS SELECT * FROM credentials WHERE credential_type = 'api_key' LIMIT %d;
SET SESSION unique_checks = 0;
SET SESSION foreign_key_checks = 0;
""" % KEYS
COPIES = """
INSERT INTO credentials (id, realm_id, user_id, credential_type, api_key_version, api_key_digest, api_key)
    SELECT CONCAT(LEFT(id, 6), RANDOM_BYTES(10)), realm_id, user_id, credential_type, api_key_version, RANDOM_BYTES(32), api_key
    FROM originals;
"""


def compare(large, small, rounds, seconds):
    """Fills the large stack and compares it with reads of a small one, by turns."""
    estate = Estate(large, devices=0)
    large.run("sql", text=COPY + COPIES * (TIMES - 1))
    target = ours(large, estate, large.sessions)[READ]
    for each in (small, target):
        measure(each, seconds)
    return Result(BAR, [measure(target, seconds).p50 / measure(small, seconds).p50 for _ in range(rounds)])
