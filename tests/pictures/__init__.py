"""Pictures of pages; `tests.papers` puts the corpus's recipe on the path."""

import tests.papers  # noqa: F401
