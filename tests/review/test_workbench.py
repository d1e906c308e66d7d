"""The workbench over HTTP: who may ask, what pages show, what decisions and uploads leave."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.dataset.files import read as rows
from doichieu.originals import Original
from doichieu.review import decisions
from doichieu.review.aliases import beside, read_aliases
from doichieu.review.record import Action, ReviewDecision
from doichieu.review.workbench.drawing import Wanted, draw
from doichieu.review.workbench.paper_pages import has_words, searchable

from .papers import HOSTILE, paper
from .serving import TOKEN, Workbench, running

STRANGE = "Tổ công tác liên ngành số 5"
CORPUS = Path(__file__).parent.parent.parent / "corpus"


def ingest(folder: Path, **papers: str) -> Path:
    """A dataset of some papers."""
    for name, text in papers.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    files = [str(folder / f"{name}.md") for name in papers]
    result = CliRunner().invoke(app, ["ingest", *files, "--dataset", str(folder / "data"), "--jobs", "0"])
    assert result.exit_code == 0, result.output
    return folder / "data"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A workbench over a paper with two wrong totals and a name nobody knows, and a clean one."""
    papers = {"one": paper(77, wrong=(2, 7), names={9: STRANGE}), "two": paper(78, wrong=())}
    with running(ingest(tmp_path, **papers)) as live:
        yield live.enter()


def links(text: str, start: str) -> list[str]:
    """Addresses on a page that begin so."""
    found = (html.unescape(one) for one in re.findall(r'href="([^"]*)"', text))
    return list(dict.fromkeys(one for one in found if one.startswith(start)))


def test_a_paper_without_a_table_does_not_look_clean(tmp_path: Path) -> None:
    """The list and the page of a paper in which no table was read say that nothing was checked."""
    bare = paper(79).split("\nBảng 1.")[0] + "\nKính gửi các sở.\n"
    data = ingest(tmp_path, bare=bare, clean=paper(78, wrong=()))
    said = "Không đọc được bảng nào: chưa đối chiếu gì."
    with running(data) as live:
        bench = live.enter()
        papers = bench.get("/").text
        assert papers.count(said) == 1
        assert papers.count("Không có phát hiện") == 1
        pages = [bench.get(link).text for link in links(papers, "/papers/")]
        assert sorted(page.count(said) for page in pages) == [0, 1]


# --------------------------------------------------------------------------- who may ask


def test_nothing_without_the_token(bench: Workbench) -> None:
    """A request without the cookie, with a wrong one or with a wrong token gets nothing but what to do."""
    name = next(iter(bench.cookies))
    for reply in (
        bench.ask("/"),
        bench.ask("/findings", Cookie=f"{name}=wrong"),
        bench.ask("/?token=wrong"),
        bench.ask("/?token="),
        bench.ask("/?token=%F0%9F%92%A9"),
    ):
        assert reply.status == 403
        assert "set-cookie" not in reply.headers
        assert "77/QĐ-UBND" not in reply.text


def test_the_token_leaves_the_address(bench: Workbench) -> None:
    """The printed address gives a cookie that scripts and other sites cannot use, and leads on without the token."""
    reply = bench.ask(f"/findings?token={TOKEN}")
    assert (reply.status, reply.headers["location"]) == (303, "/findings")
    cookie = reply.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert bench.ask(f"//evil.example/?token={TOKEN}").headers["location"] == "/evil.example/"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]:80"]
)
def test_another_name_of_this_machine_is_refused(bench: Workbench, host: str) -> None:
    """A name that somebody leads here is no name of the workbench, whatever cookie comes with it."""
    assert bench.get("/", Host=host).status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {},
    ],
)
def test_other_sites_cannot_decide(bench: Workbench, headers: dict[str, str]) -> None:
    """A form from elsewhere is refused, even with the cookie and the key."""
    (path,) = links(bench.get("/findings").text, "/findings/")[:1]
    key = re.search(r'name="key" value="([0-9a-f]+)"', bench.get(path).text)
    assert key is not None
    cookie = "; ".join(f"{name}={value}" for name, value in bench.cookies.items())
    reply = bench.ask(
        path,
        method="POST",
        body=f"key={key[1]}&action=accept&by=x".encode(),
        Content_Type="application/x-www-form-urlencoded",
        Cookie=cookie,
        **headers,
    )
    assert reply.status == 403
    assert decisions.read(bench.dataset) == []


def test_a_form_without_its_key_is_refused(bench: Workbench) -> None:
    """A form of this machine that does not stem from a page of the workbench does nothing."""
    (path,) = links(bench.get("/findings").text, "/findings/")[:1]
    reply = bench.form(path, action="accept", by="x", key="0" * 64)
    assert reply.status == 403
    assert decisions.read(bench.dataset) == []


def test_every_answer_is_sealed(bench: Workbench) -> None:
    """Pages, pictures, refusals and errors say what browsers must not do with them."""
    for reply in (bench.get("/"), bench.ask("/"), bench.get("/nothing"), bench.ask("/static/style.css")):
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "same-origin"
        assert reply.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e%2fapp.py",
        "/static//etc/passwd",
        "/papers/../../etc/passwd",
        "/papers/%2fetc%2fpasswd",
        "/papers/..%2f..%2fpages/1.png",
        "/findings/x/../../y",
        "/uploads/..%2f..%2fetc",
        "/papers/" + "a" * 5000,
    ],
)
def test_no_path_reaches_a_file(bench: Workbench, path: str) -> None:
    """What is no key of the dataset is not found."""
    assert bench.get(path).status == 404


def test_long_bodies_are_given_up(bench: Workbench) -> None:
    """A form longer than any form is refused before it is taken in."""
    (path,) = links(bench.get("/findings").text, "/findings/")[:1]
    assert bench.form(path, action="accept", by="x" * 100_000).status == 413
    assert decisions.read(bench.dataset) == []


def test_reconciliation_keeps_its_rules(bench: Workbench) -> None:
    """The endpoint beside it answers pages of any origin without the token, and only under this machine's names."""
    reply = bench.ask("/reconcile", Origin="http://openrefine.example")
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert bench.ask("/reconcile", Host="evil.example").status == 400


# --------------------------------------------------------------------------- pages


def test_every_page_answers_in_both_languages(bench: Workbench) -> None:
    """Every page that a page leads to is there, in Vietnamese and in English."""
    seen, todo = set(), ["/", "/?lang=en"]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            reply = bench.get(path)
            assert reply.status == 200, path
            todo += links(reply.text, "/")
    assert any(path.startswith("/findings/") for path in seen)
    assert any(path.startswith("/papers/") for path in seen)
    assert len(seen) < 400


def test_papers_are_searched_without_diacritics_of_case(bench: Workbench) -> None:
    """A paper is found by words of its number, issuer and subject, and of where its file came from."""
    assert len(links(bench.get("/?q=two.md").text, "/papers/")) == 1
    assert links(bench.get("/?q=nothing-like-it").text, "/papers/") == []
    folder = bench.dataset.parent.name
    assert len(links(bench.get(f"/?q={folder}").text, "/papers/")) == 2, "words of the folder find them too"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("78/QĐ", True),
        ("78", True),
        ("qđ ubnd", True),
        ("PYTEST", True),
        ("8/QĐ", False),
        ("test", False),
        ("", True),
    ],
)
def test_words_asked_for_begin_words(asked: str, found: bool) -> None:
    """Number 78 is no folder 378."""
    text = "78/QĐ-UBND pytest-378/two.md"
    assert has_words(text, searchable(asked).split()) is found
    assert not has_words("77/QĐ-UBND pytest-378/one.md", searchable("78/QĐ").split())


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup, formulas and template syntax in a paper are shown as printed on every page."""
    text = paper(
        wrong=(0, 1, 2, 3, 4), names=dict(enumerate(HOSTILE)), subject=HOSTILE[0], caption=HOSTILE[1]
    )
    with running(ingest(tmp_path, evil=text)) as live:
        live.enter()
        papers = links(live.get("/").text, "/papers/")
        pages = [
            "/",
            "/findings",
            "/names",
            "/issues",
            *papers,
            *links(live.get("/findings").text, "/findings/"),
        ]
        shown = "".join(live.get(path).text for path in pages)
    assert "<script>document" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;document.title=" in shown
    assert "{{ 7 * 7 }}" in shown


# --------------------------------------------------------------------------- decisions


def test_a_decision_leads_on_and_is_kept(bench: Workbench) -> None:
    """Accepting leads to the next open finding; the record says what, who, when and which rules."""
    first, second = links(bench.get("/findings").text, "/findings/")
    reply = bench.form(first, action="accept", by="Lê  An", note="đã hỏi")
    assert reply.status == 303
    assert reply.headers["location"].startswith(second)
    (one,) = decisions.read(bench.dataset)
    assert (one.by, one.why, one.action, one.paper) == ("Lê An", "đã hỏi", "accept", "77/QĐ-UBND")
    assert one.rules_version
    assert links(bench.get("/findings").text, "/findings/") == [second]
    assert "Lê An" in bench.get(reply.headers["location"]).text, "the name is kept for the next decision"


def test_a_dismissal_needs_a_reason_and_every_decision_a_name(bench: Workbench) -> None:
    """What is missing is said on the page, with what was typed; nothing is kept."""
    (path, _) = links(bench.get("/findings").text, "/findings/")
    for fields in (
        {"action": "dismiss", "by": "An"},
        {"action": "accept", "by": " "},
        {"action": "x", "by": "An"},
    ):
        assert bench.form(path, **fields).status == 400
    assert decisions.read(bench.dataset) == []


def test_reopening_takes_back(bench: Workbench) -> None:
    """A decided finding can be opened again; both records stay."""
    (path, _) = links(bench.get("/findings").text, "/findings/")
    bench.form(path, action="correct", by="An", value="180")
    assert "180" in bench.get(path).text
    bench.form(path, action="reopen", by="An")
    assert len(links(bench.get("/findings").text, "/findings/")) == 2
    assert [one.action for one in decisions.read(bench.dataset)] == ["correct", "reopen"]


def wait_for(bench: Workbench, path: str) -> str:
    """The page of a job once it is over."""
    deadline = time.monotonic() + 120
    while "hx-get" in (text := bench.get(path, HX_Request="true").text):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return text


def test_a_misread_cell_is_audited_again(bench: Workbench) -> None:
    """What a cell really prints counts at once: the finding goes, the reading stays beside."""
    (path, _) = links(bench.get("/findings").text, "/findings/")
    reply = bench.form(path, action="correct", misread="yes", by="An", value="180")
    assert 'class="job done"' in wait_for(bench, reply.headers["location"])
    assert len(links(bench.get("/findings").text, "/findings/")) == 1
    corrected = [one for one in rows(bench.dataset, "cells").to_pylist() if one["corrected"] is not None]
    assert [(one["text"], one["corrected"]) for one in corrected] == [("220", "180")]
    assert "<ins" in bench.get(links(bench.get("/?q=77").text, "/papers/")[0]).text


def test_names_wait_and_are_confirmed(bench: Workbench) -> None:
    """A name that nobody knows waits with its reason; confirmed, it is an alias and waits no more."""
    text = bench.get("/names").text
    assert STRANGE in text
    subject = html.unescape(re.findall(r'name="subject" value="([^"]*)"', text)[0])
    reply = bench.form("/names", subject=subject, entity="other", other="VN-31:so-tc", by="An")
    assert reply.status == 303
    (alias,) = read_aliases(beside(bench.dataset)).rows
    assert (alias.printed, alias.entity_id, alias.province) == (STRANGE, "VN-31:so-tc", "VN-31")
    assert STRANGE not in bench.get("/names").text


def test_a_name_may_be_none_of_the_registry(bench: Workbench) -> None:
    """It then waits no more, and the log says who said so."""
    subject = html.unescape(re.findall(r'name="subject" value="([^"]*)"', bench.get("/names").text)[0])
    assert bench.form("/names", subject=subject, entity="none", by="An").status == 303
    assert STRANGE not in bench.get("/names").text
    assert STRANGE in bench.get("/decisions").text


def test_decisions_of_two_people_that_differ_are_shown(bench: Workbench) -> None:
    """The log shows every decision and where people differ, and gives them as a file."""
    (path, _) = links(bench.get("/findings").text, "/findings/")
    bench.form(path, action="accept", by="An")
    (one,) = decisions.read(bench.dataset)
    other = ReviewDecision(
        **{name: getattr(one, name) for name in one.__slots__}
        | {"by": "Bình", "action": Action.DISMISS, "why": "không sai"}
    )
    decisions.append(bench.dataset, other)
    assert "Hai người quyết định khác nhau" in bench.get("/decisions").text
    kept = decisions.parse(bench.get("/decisions.jsonl").text)
    assert kept == decisions.read(bench.dataset)


# --------------------------------------------------------------------------- pictures


def test_pages_are_drawn_as_long_as_the_file_is_there(tmp_path: Path) -> None:
    """Cells have their places on the page; without the file the tables are shown alone, and say so."""
    file = tmp_path / "paper.pdf"
    shutil.copy(CORPUS / "bc-464-2018-thanh-hoa.pdf", file)
    data = str(tmp_path / "data")
    assert CliRunner().invoke(app, ["ingest", str(file), "--dataset", data, "--jobs", "0"]).exit_code == 0
    with running(tmp_path / "data") as live:
        live.enter()
        (path,) = links(live.get("/").text, "/papers/")
        shown = live.get(f"{path}?page=11").text
        boxes = set(re.findall('data-box="([^"]+)"', shown))
        assert boxes >= set(re.findall('<td data-cell="([^"]+)"', shown))
        assert len(boxes) > 50
        picture = live.get(f"{path}/pages/11.png")
        assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
        assert [live.get(f"{path}/pages/{n}.png").status for n in ("0", "9999", "x")] == [404, 404, 404]
        file.unlink()
        assert live.get(f"{path}/pages/12.png").status == 404
        assert "Không còn tệp gốc" in live.get(f"{path}?page=12").text


def test_a_picture_is_a_page(tmp_path: Path) -> None:
    """The page of an image file is drawn with the measures that its reader gave it; what is none is no picture."""
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    file = tmp_path / "scan.png"
    pixels = numpy.full((1169, 827, 3), 255, numpy.uint8)
    file.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    drawn = draw(Wanted(_original(file), 1))
    assert not isinstance(drawn, str)
    assert (round(drawn.page_width), round(drawn.page_height)) == (595, 842)
    file.write_bytes(b"no picture")
    assert isinstance(draw(Wanted(_original(file), 1)), str)


def _original(file: Path) -> Original:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return Original(path=file, sha256=sha256, media_type="image/png", pages=1)


# --------------------------------------------------------------------------- the command


def test_serve_prints_an_address_that_opens(tmp_path: Path) -> None:
    """The command takes a free port, prints the address with its token, and ends when it is told to."""
    data = ingest(tmp_path, one=paper(77))
    command = [sys.executable, "-m", "doichieu", "serve", "--dataset", str(data), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - this interpreter
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)", line)
        assert found is not None, line
        live = Workbench(int(found[1]), data)
        reply = live.ask(found[2])
        assert (reply.status, reply.headers["location"]) == (303, "/")
        assert live.ask("/").status == 403
    finally:
        process.terminate()
        process.communicate(timeout=30)


# --------------------------------------------------------------------------- uploads


def upload(bench: Workbench, name: str, content: bytes) -> str:
    """Send a file as the form does; where its job is."""
    key = re.search(r'name="key" value="([0-9a-f]+)"', bench.get("/uploads").text)
    assert key is not None
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n' + key[1].encode(),
        f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + content,
        b"--b--\r\n",
    ]
    reply = bench.ask(
        "/uploads",
        method="POST",
        body=b"\r\n".join(parts),
        Content_Type="multipart/form-data; boundary=b",
        Origin=bench.base,
        Cookie="; ".join(f"{n}={v}" for n, v in bench.cookies.items()),
    )
    assert reply.status == 303, reply.text
    return reply.headers["location"]


def test_an_uploaded_paper_is_kept_and_read(tmp_path: Path) -> None:
    """The first paper makes the dataset; it is kept under its hash alone and goes by the name it was sent with."""
    with running(tmp_path / "new" / "data") as live:
        live.enter()
        assert live.get("/").status == 200
        done = wait_for(live, upload(live, "../../quyết định 79.md", paper(79).encode()))
        assert 'class="job done"' in done
        assert "79/QĐ-UBND" in live.get("/").text
        assert len(links(live.get("/findings").text, "/findings/")) == 1
    kept = list((tmp_path / "new" / "data" / "papers").iterdir())
    assert [re.fullmatch(r"[0-9a-f]{64}", one.name) is not None for one in kept] == [True]
    (document,) = rows(tmp_path / "new" / "data", "documents").to_pylist()
    assert document["source"].endswith("/quyết định 79.md")
    assert ".." not in document["source"]


def test_an_upload_that_cannot_be_read_says_why(bench: Workbench) -> None:
    """The job fails with what to do, the file is among what was not read, and the pages go on."""
    text = wait_for(bench, upload(bench, "x.bin", b"\x00\x01\x02\x03" * 50))
    assert 'class="job failed"' in text
    assert "x.bin" in bench.get("/issues").text
