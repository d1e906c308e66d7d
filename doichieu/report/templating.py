"""Templates of the page: compiled once a machine, as Python does with its own modules."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined

from doichieu.report.files import replace_file

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.bccache import Bucket


class _BesideTemplates(BytecodeCache):
    """Compiled templates where Python puts compiled modules: compiling takes longer than rendering.

    Jinja2 compiles anew when the template or its own version has changed. Where the folder cannot be written, or
    Python was told to write no bytecode, templates are compiled in every run.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template, if it is there."""
        path = _path(bucket)
        if path is not None and path.is_file():
            with path.open("rb") as file:
                bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template, if that is possible."""
        path = _path(bucket)
        if path is None or sys.dont_write_bytecode:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, bucket.bytecode_to_string())
        except OSError:
            return


def _path(bucket: Bucket) -> Path | None:
    source = Path(__file__).parent / "templates" / f"{bucket.key}.py"
    try:
        return Path(cache_from_source(str(source)))
    except NotImplementedError:  # this Python keeps no bytecode
        return None


@cache
def template(name: str) -> Template:
    """A template of the report, in which every text of a paper is escaped.

    Args:
        name: File in `doichieu/report/templates`.
    """
    environment = Environment(
        loader=PackageLoader("doichieu.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_BesideTemplates(),
    )
    return environment.get_template(name)
