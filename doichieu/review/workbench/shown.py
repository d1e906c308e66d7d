"""Pages from templates: language, the forms' key, addresses, and what every page carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.responses import HTMLResponse, RedirectResponse

from doichieu.baseline import STATUS
from doichieu.report.strings import Strings
from doichieu.review.workbench.security import same
from doichieu.review.workbench.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from doichieu.review.workbench.desk import Desk
    from doichieu.review.workbench.drawing import Pages
    from doichieu.review.workbench.jobs import Jobs
    from doichieu.review.workbench.security import Keys

LANGUAGES = ("vi", "en")
FORM_KEY = "key"
_YEAR = 365 * 24 * 3600
_COUNT = re.compile(r"\{n:([^|}]*)\|([^}]*)\}")


class RefusedError(Exception):
    """A request that is not done.

    Args:
        status: HTTP status.
        text: A key of `TEXTS`, or what is wrong in words.
    """

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Bench:
    """What the pages of one start share."""

    desk: Desk
    pages: Pages
    jobs: Jobs
    keys: Keys
    lang: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the workbench says, in one language."""

    lang: str
    report: Strings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "report", Strings(lang=self.lang))

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with values put in; "{n:one|many}" is the word that goes with the count n."""
        text = TEXTS[key][LANGUAGES.index(self.lang)]
        count = values.get("n")
        text = _COUNT.sub(lambda found: found[1] if count == 1 else found[2], text)
        shown = {name: self.report.number(v) if isinstance(v, int) else v for name, v in values.items()}
        return text.format(**shown)

    def either(self, row: Mapping[str, Any], name: str) -> Any:
        """A column of the dataset that stands there in both languages."""
        return row[f"{name}_en" if self.lang == "en" else name]


def bench_of(request: Request) -> Bench:
    """What the pages share."""
    bench: Bench = request.app.state.bench
    return bench


def words_of(request: Request) -> Words:
    """The language of a request: as asked, as chosen before, else as the workbench was started."""
    for given in (request.query_params.get("lang"), request.cookies.get("lang"), bench_of(request).lang):
        if given in LANGUAGES:
            return Words(given)
    return Words(LANGUAGES[0])


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page of a template."""
    bench, say = bench_of(request), words_of(request)
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    other = LANGUAGES[1 - LANGUAGES.index(say.lang)]
    html = (
        environment()
        .get_template(template)
        .render(
            say=say,
            path=request.url.path,
            form_key=bench.keys.form,
            by=said_by(request),
            other_language=f"{request.url.path}?{urlencode([*query, ('lang', other)])}",
            **context,
        )
    )
    answer = HTMLResponse(html, status_code=status)
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie("lang", say.lang, max_age=_YEAR, samesite="strict", path="/")
    return answer


def said_by(request: Request) -> str:
    """The name that the last decision was given with; cookies carry no letters beyond ASCII as they are."""
    from urllib.parse import unquote  # noqa: PLC0415 - used here alone

    return unquote(request.cookies.get("by", ""))[:200]


def moved(to: str, *, by: str = "") -> Response:
    """Lead on after something was done; a reload then does it no second time."""
    answer = RedirectResponse(to, status_code=303)
    if by:
        answer.set_cookie(
            "by", quote(" ".join(by.split())), max_age=_YEAR, samesite="strict", httponly=True, path="/"
        )
    return answer


async def form_of(request: Request, *, files: int = 0, largest: int = 1024 * 1024) -> FormData:
    """The form of a request.

    Raises:
        RefusedError: It comes from no page of this start.
    """
    form = await request.form(max_files=files, max_fields=40, max_part_size=largest)
    if not same(text_of(form, FORM_KEY), bench_of(request).keys.form):
        raise RefusedError(403, "error_form")
    return form


def text_of(form: FormData, name: str) -> str:
    """A field of a form; empty where it is missing or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_of(request: Request, name: str, default: int = 1) -> int:
    """A small whole number of the address."""
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else default


def address(path: str, **query: object) -> str:
    """A path with the parameters that say something."""
    said = {name: value for name, value in query.items() if value not in {None, "", 1}}
    return f"{path}?{urlencode(said)}" if said else path


@cache
def environment() -> jinja2.Environment:
    """Templates; whatever a paper prints is text in them, never markup."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.globals.update(address=address, status_names=STATUS)
    return found
