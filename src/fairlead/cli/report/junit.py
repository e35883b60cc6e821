"""The report as JUnit XML: a suite for each document, a case for each rule and each code found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from fairlead.cli.report.account import Account, scope_of, spoken
from fairlead.faults import Fault, Severity


def write(accounts: Sequence[Account], *, reveal: bool) -> str:
    """One `testsuites`; a rule that was asked and is kept is a case that passes."""
    suites = [_suite(account, reveal=reveal) for account in accounts]
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="fairlead">', *suites,
         "</testsuites>"]
    )  # fmt: skip


def _suite(account: Account, *, reveal: bool) -> str:
    found: dict[str, list[Fault]] = {code: [] for code in _asked(account)}
    for one in account.report:
        found.setdefault(one.code, []).append(one)
    cases = [_case(account, code, faults, reveal=reveal) for code, faults in found.items()]
    failures = sum(any(_weighs(one) for one in faults) for faults in found.values())
    head = (
        f"  <testsuite name={_attribute(account.shown_name)} tests={_attribute(len(cases))} "
        f'failures={_attribute(failures)} errors="0" skipped="0">'
    )
    return "\n".join([head, *_properties(account), *cases, "  </testsuite>"])


def _properties(account: Account) -> Iterable[str]:
    """How far a check looked, and by which profile."""
    if account.report.scope is None:
        return
    said = {"profile": account.profile, **(scope_of(account) or {})}
    yield "    <properties>"
    for name, value in said.items():
        yield f"      <property name={_attribute(name)} value={_attribute(value)}/>"
    yield "    </properties>"


def _asked(account: Account) -> Iterable[str]:
    """The codes of the rules that were asked."""
    scope = account.report.scope
    return () if scope is None else scope.asked


def _case(account: Account, code: str, faults: Sequence[Fault], *, reveal: bool) -> str:
    head = (
        f"    <testcase classname={_attribute(f'fairlead.{account.verb}')} name={_attribute(code)}"
    )
    if not faults:
        return f"{head}/>"
    lines = escape("\n".join(_line(one, reveal=reveal) for one in faults))
    if not any(_weighs(one) for one in faults):
        return f"{head}>\n      <system-out>{lines}</system-out>\n    </testcase>"
    says = _attribute(faults[0].says)
    return (
        f"{head}>\n      <failure type={_attribute(code)} message={says}>{lines}</failure>\n"
        "    </testcase>"
    )


def _weighs(one: Fault) -> bool:
    return one.severity is Severity.ERROR


def _line(one: Fault, *, reveal: bool) -> str:
    said = spoken(one, reveal=reveal)
    places = [place for place in (said["at"]["bill"], said["at"]["wire"]) if place]
    value = f' says "{said["value"]}"' if "value" in said else ""
    law = f" [{one.law}]" if one.law else ""
    return (
        f"{one.severity.value} {' '.join(places) or 'the whole document'}: {one.says}{law}{value}"
    )


def _attribute(value: object) -> str:
    return quoteattr(str(value))
