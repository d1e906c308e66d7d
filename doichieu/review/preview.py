"""A small page about one entity, to be shown in the frame of another program."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from doichieu.normalize.registry import Registry
from doichieu.review.vocabulary import described

if TYPE_CHECKING:
    from doichieu.normalize.registry import Entity, Form

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:0.85rem/1.4 sans-serif;margin:.6rem}}h1{{font-size:1.05rem;margin:0 0 .3rem}}
p,ul{{margin:.2rem 0}}ul{{padding-left:1.2rem}}code{{color:#555}}</style></head>
<body>{body}</body></html>
"""


def page(entity_id: str) -> str | None:
    """The page of an entity.

    Args:
        entity_id: Its ID.

    Returns:
        A whole HTML document without scripts, every text in it escaped; None where there is no such entity.
    """
    entity = Registry.load().get(entity_id)
    if entity is None:
        return None
    return _PAGE.format(title=escape(entity.name), body=fragment(entity))


def fragment(entity: Entity) -> str:
    """What is said of an entity, as the inside of a page or of a flyout."""
    registry = Registry.load()
    lines = [
        f"<h1>{escape(entity.name)} <code>{escape(entity.entity_id)}</code></h1>",
        f"<p>{escape(described(entity, registry))}</p>",
        _list([_form(form) for form in entity.forms] if len(entity.forms) > 1 else []),
        _related("Tiền thân", entity.predecessors),
        _related("Kế tục", entity.successors),
        _line("Văn bản chấm dứt", entity.act),
        _line("Cách viết khác", "; ".join(entity.aliases[:8])),
        _line("Ghi chú", entity.note),
    ]
    return "\n".join(filter(None, lines))


def _form(form: Form) -> str:
    since = form.valid_from.isoformat() if form.valid_from else "…"
    until = form.valid_to.isoformat() if form.valid_to else "nay"
    return f"{since} – {until}: {form.kind} {form.name}{f' ({form.act})' if form.act else ''}"


def _related(label: str, ids: tuple[str, ...]) -> str:
    registry = Registry.load()
    named = [(entity_id, registry.get(entity_id)) for entity_id in ids]
    return _line(label, "; ".join(f"{e.name if e else ''} ({entity_id})" for entity_id, e in named))


def _line(label: str, text: str) -> str:
    return f"<p>{escape(label)}: {escape(text)}</p>" if text else ""


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""
