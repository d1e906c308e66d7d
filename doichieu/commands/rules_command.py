"""The command that prints the rule catalogue."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from doichieu.commands import console, forms, options
from doichieu.errors import UsageError


def rules(
    code: options.Code = None,
    *,
    rules_file: options.RulesFile = None,
    lang: options.Language = options.Lang.VI,
    as_json: options.Json = False,
) -> None:
    """Print the rule catalogue, or one rule with an example.

    With --rules each rule is shown with what the file sets it to.

    \b
    Examples:
      doichieu rules
      doichieu rules RANK-TIE --lang en
      doichieu rules --rules rules.toml
    """
    from doichieu.rule_settings import described, given
    from doichieu.validate.catalogue import RULES

    settings = dict(described(given(rules_file)))
    wanted = [rule for rule in RULES.values() if code is None or code.upper() in {rule.code, rule.family}]
    if not wanted:
        raise UsageError(f"There is no rule {code!r}.", do="see `doichieu rules` for all codes.")
    said = [forms.rule(rule, str(lang), settings.get(rule.code)) for rule in wanted]
    if as_json:
        console.print_json(said)
    elif code is None or len(said) > 1:
        columns = ("code", "family", "title", *(["setting"] if rules_file else []))
        console.print_table(columns, [[r[name] or "" for name in columns] for r in said])
    else:
        console.print_rule(said[0], lang=str(lang))
