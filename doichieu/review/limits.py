"""What a reconciliation request may ask for, and how it is told that it asked too much."""

from __future__ import annotations

# OpenRefine sends 10 queries at a time, other clients up to 50; a name of 63 provinces has 900 characters.
BATCH_SIZE = 100
QUERY_LENGTH = 2000
CANDIDATES = 25
EXTENDED_IDS = 1000
SUGGESTIONS = 20
# A full batch of the longest queries, in a form that writes each Vietnamese letter as nine characters.
BODY_BYTES = 4_000_000


class RequestError(Exception):
    """A request that is not answered.

    Args:
        status: HTTP status: 400 for what is not understood, 413 for too much.
        what: What is wrong and what to do, for the user of the client.
    """

    def __init__(self, status: int, what: str) -> None:
        self.status = status
        self.what = what
        super().__init__(what)


def wrong(what: str) -> RequestError:
    """A request that is not understood."""
    return RequestError(400, what)


def too_much(what: str) -> RequestError:
    """A request that asks for more than is offered."""
    return RequestError(413, what)
