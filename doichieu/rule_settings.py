"""Rule settings: rules that a person has switched off or given another level, in a small TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from doichieu.errors import UsageError
from doichieu.model import Bilingual, Level, Outcome
from doichieu.validate.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from doichieu.model import Audit
    from doichieu.pipeline import Paper

_FORM = (
    'write off = ["NAME-SPELL"] and, under [level], RANK-PRIOR = "info"; see `doichieu rules` for all codes.'
)
_OFF = Bilingual(vi="Quy tắc đã tắt trong tệp thiết lập.", en="The rule is switched off in the rules file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """What is switched off, and what has another level.

    Attributes:
        off: Codes of rules.
        levels: Level by code.
    """

    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is set."""
        return bool(self.off or self.levels)


def given(path: Path | None) -> RuleSettings:
    """The settings of a rules file, none where no file is given.

    Raises:
        UsageError: As `read` does.
    """
    return RuleSettings() if path is None else read(path)


def read(path: Path) -> RuleSettings:
    """Read a rules file.

    Args:
        path: TOML file with `off`, a list of codes or families, and a table `level` of code or family to
            "error", "warning" or "info"; in a pyproject.toml they stand under [tool.doichieu.rules].

    Returns:
        The settings; that of a code outweighs that of its family.

    Raises:
        UsageError: The file is missing, is not TOML, or names a rule or level that does not exist.
    """
    source = str(path)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError("The rules file cannot be opened.", do="check the path.", source=source) from error
    except ValueError as error:
        raise UsageError(f"The rules file is not TOML ({error}).", do=_FORM, source=source) from error
    table = found.get("tool", {}).get("doichieu", {}).get("rules", found)
    off, levels = table.get("off", []), table.get("level", {})
    unknown = sorted(set(table) - {"off", "level"}) if table is not found or "tool" not in found else []
    if unknown or not isinstance(off, list) or not isinstance(levels, dict):
        what = (
            f"The setting {unknown[0]!r} does not exist." if unknown else "The rules file has another form."
        )
        raise UsageError(what, do=_FORM, source=source)
    return RuleSettings(
        off=frozenset(code for name in off for code in _codes(name, source)), levels=_levels(levels, source)
    )


def _levels(table: dict[str, Any], source: str) -> dict[str, Level]:
    # Families first, so that what is said of one rule outweighs what is said of its family.
    ordered = sorted(table.items(), key=lambda item: "-" in item[0])
    return {code: _level(name, value, source) for name, value in ordered for code in _codes(name, source)}


def _level(name: str, value: object, source: str) -> Level:
    if value not in set(Level):
        levels = ", ".join(Level)
        raise UsageError(
            f"There is no level {value!r}.",
            do=f"choose among {levels}.",
            source=source,
            place=f"level.{name}",
        )
    return Level(str(value))


def _codes(name: object, source: str) -> list[str]:
    """The codes that a code or family names."""
    wanted = str(name).upper()
    codes = [rule.code for rule in RULES.values() if wanted in {rule.code, rule.family}]
    if not codes:
        near = get_close_matches(wanted, [*RULES, *{rule.family for rule in RULES.values()}], n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"There is no rule {name!r}.", do=f"{hint}see `doichieu rules` for all codes.", source=source
        )
    return codes


def apply(audit: Audit, settings: RuleSettings) -> Audit:
    """An audit under settings.

    Args:
        audit: A paper, audited.
        settings: What is switched off, and what has another level.

    Returns:
        The audit without the findings of rules that are off, their checks unknown and not held; findings of
        the others with the levels set, the most serious first.
    """
    if not settings:
        return audit
    kept = [
        replace(finding, level=settings.levels.get(finding.rule, finding.level))
        for finding in audit.findings
        if finding.rule not in settings.off
    ]
    order = list(Level)
    return replace(
        audit,
        findings=tuple(sorted(kept, key=lambda finding: order.index(finding.level))),
        checks=tuple(
            replace(check, outcome=Outcome.UNKNOWN, why=_OFF) if check.rule in settings.off else check
            for check in audit.checks
        ),
    )


def applied(papers: Sequence[Paper], settings: RuleSettings) -> list[Paper]:
    """Papers under settings; one without an audit stays as it is."""
    return [
        paper if paper.audit is None else replace(paper, audit=apply(paper.audit, settings))
        for paper in papers
    ]


def described(settings: RuleSettings) -> list[tuple[str, str]]:
    """Each rule that is set and what it is set to ("off", "info"), by code."""
    said = {
        **{code: str(level) for code, level in settings.levels.items()},
        **dict.fromkeys(settings.off, "off"),
    }
    return sorted(said.items())
