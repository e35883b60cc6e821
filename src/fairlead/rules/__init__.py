"""What a bill must obey: a book of rules over the Bill, read by profile.

Every rule has a code for ever, one sentence, the clause it enforces, and at least one bill that
keeps it and one that breaks it among the tests. RULE-001 to RULE-043 are the checks of DCSA's
conformance kit by their own numbers; the others are what the specification states and the kit does
not check, check digits, code lists, the order of days, characters that deceive a reader, and what
laws ask every bill to say.

    from fairlead.rules import PROFILES, check
    faults = check(bill, PROFILES["ctk"])

`STRICT` reads the rules as they are meant; `CTK` as far as the kit looks.
"""

from fairlead.rules.book import NOT_IN_THE_BOOK, RULEBOOK, rulebook_json
from fairlead.rules.check import asked, check
from fairlead.rules.content import MUST_SAY
from fairlead.rules.profiles import CTK, PROFILES, STRICT, Profile, profile_of
from fairlead.rules.rule import Look, Rule, Wording

__all__ = [
    "CTK",
    "MUST_SAY",
    "NOT_IN_THE_BOOK",
    "PROFILES",
    "RULEBOOK",
    "STRICT",
    "Look",
    "Profile",
    "Rule",
    "Wording",
    "asked",
    "check",
    "profile_of",
    "rulebook_json",
]
