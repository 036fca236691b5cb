"""What a stack says of itself."""

import os
import shlex


def environment(state):
    """The values of a stack's `env` file."""
    with open(os.path.join(state, "env")) as file:
        return dict(part.split("=", 1) for line in file for part in shlex.split(line) if "=" in part)
