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
    """Fills two empty stacks, the one with a hundred times as much, and compares reads of them by turns."""
    estates = {stack: Estate(stack, devices=0) for stack in (large, small)}
    large.run("sql", text=COPY + COPIES * (TIMES - 1))
    targets = {stack: ours(stack, estate, stack.sessions)[READ] for stack, estate in estates.items()}
    for target in targets.values():
        measure(target, seconds)
    ratios = []
    for turn in range(rounds):
        order = (large, small) if turn % 2 == 0 else (small, large)
        p50 = {stack: measure(targets[stack], seconds).p50 for stack in order}
        ratios.append(p50[large] / p50[small])
    return Result(BAR, ratios)
