"""The table of fault codes. A code is for ever: it may retire (`RETIRED`), it is never reused.

Each row is `code: (severity, sentence)`. A sentence is complete without the place and quotes no
value. The codes of the rulebook (`RULE-`) stand beside their rules, in
[`fairlead.rules`][fairlead.rules]; every other code is in this file.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, tuple[str, str]]] = {
    # Reading bytes
    "READ-001": ("error", "the input is larger than the limit"),
    "READ-002": ("error", "the input is not UTF-8"),
    "READ-003": ("error", "the input begins with a byte order mark"),
    "READ-004": ("error", "the input is not well-formed"),
    "READ-005": ("error", "a member stands twice in one object"),
    "READ-006": ("error", "a number is NaN or infinite"),
    "READ-007": ("error", "a text holds half of a surrogate pair"),
    "READ-008": ("error", "the input is nested deeper than the limit"),
    "READ-009": ("error", "a number has more digits than the limit"),
    "READ-010": ("error", "a text is longer than the limit"),
    "READ-011": ("error", "the input holds more values than the limit"),
    "READ-012": ("error", "the input is empty"),
    "READ-020": ("error", "no format that Fairlead knows recognises this document"),
    "READ-021": ("error", "more than one format recognises this document; name the source format"),
    "READ-022": ("error", "the input holds several documents; name the one that is meant"),
    "READ-024": ("note", "this stands elsewhere than usual, and is read as if it stood there"),
    # Reading an EDIFACT interchange
    "READ-025": ("note", "a deviation that the profile of its carrier tolerates"),
    "READ-026": ("error", "another message before it has the same message reference"),
    "READ-030": ("error", "the input begins with neither UNA nor UNB"),
    "READ-031": ("error", "the service characters that UNA states cannot be told apart"),
    "READ-032": ("error", "the character set that UNB states is not one that can be read"),
    "READ-033": ("error", "a character does not belong to the character set that UNB states"),
    "READ-034": ("error", "the text is UTF-8, and UNB states another character set"),
    "READ-035": ("error", "a control character stands inside a segment"),
    "READ-036": ("error", "the input ends inside a segment"),
    "READ-037": ("error", "a segment is empty or has no tag"),
    "READ-038": ("error", "a release character stands before nothing that needs it"),
    "READ-039": ("error", "a service segment is missing or stands where it may not"),
    "READ-040": ("error", "UNZ counts other than what the interchange holds"),
    "READ-041": ("error", "the control references of UNB and UNZ differ"),
    "READ-042": ("error", "UNT counts other segments than the message holds"),
    "READ-043": ("error", "the message references of UNH and UNT differ"),
    "READ-044": ("error", "UNE counts other messages than the group holds"),
    "READ-045": ("error", "the group references of UNG and UNE differ"),
    "READ-046": ("error", "the syntax version is none of 1, 2, 3 and 4"),
    "READ-047": ("error", "a message begins without UNH or ends without UNT"),
    "READ-048": ("error", "the message has no segment of this tag"),
    "READ-049": ("error", "a segment stands where the message has no place for it"),
    "READ-050": ("error", "a segment repeats more often than the message lets it"),
    "READ-051": ("error", "a segment that the message requires is missing"),
    "READ-052": ("error", "a segment has more elements than the directory gives it"),
    "READ-053": ("error", "an element has more components than the directory gives it"),
    "READ-054": ("error", "an element repeats, and the directory does not let it"),
    "READ-055": ("error", "the input holds more segments than the limit"),
    "READ-056": ("error", "a segment holds more elements or components than the limit"),
    "READ-057": ("error", "a number has another decimal mark than the interchange"),
    "READ-058": ("error", "the message is of another type or directory than it is read by"),
    "READ-059": ("error", "an element that the syntax requires is missing"),
    # Reading XML
    "READ-060": ("error", "a document type declaration (DOCTYPE) stands here"),
    "READ-061": ("error", "the document says that it is not XML 1.0 in UTF-8"),
    "READ-062": ("error", "an element has more attributes than the limit"),
    "READ-063": ("error", "the input declares more namespaces than the limit"),
    "READ-064": ("error", "a comment or an instruction splits a text"),
    "READ-065": ("error", "the root element is none that is known here"),
    "READ-066": ("error", "an element or attribute stands in a namespace that is not known here"),
    "READ-067": ("error", "namespaces of different publications are mixed"),
    "READ-068": ("error", "an element says what its schema is to say (xsi:type, xsi:nil)"),
    "READ-069": ("error", "the element does not have the shape that is expected here"),
    # A source that breaks its own schema
    "PARSE-001": ("error", "a member that the schema requires is missing"),
    "PARSE-002": ("error", "the value is of the wrong type"),
    "PARSE-003": ("error", "the text does not match the pattern"),
    "PARSE-004": ("error", "the text is shorter or longer than allowed"),
    "PARSE-005": ("error", "the number is out of bounds"),
    "PARSE-006": ("error", "the value is none of those allowed"),
    "PARSE-007": ("error", "the text is not of the stated format"),
    "PARSE-008": ("error", "the list holds fewer or more entries than allowed"),
    "PARSE-009": ("error", "none, or more than one, of the alternatives fits"),
    "PARSE-010": ("error", "a member stands here that the schema does not allow"),
    "PARSE-011": ("error", "there are more breaches of the schema than are named"),
    # A source whose meaning cannot be taken
    "PARSE-020": ("error", "the code is not in the code list"),
    "PARSE-021": ("error", "two members that must agree contradict each other"),
    "PARSE-022": ("error", "a stated total differs from what it totals"),
    "PARSE-023": ("error", "a key that must be unique stands twice"),
    "PARSE-024": ("error", "a member that must be fixed says something else"),
    "PARSE-025": ("error", "the value cannot be understood as what the member means"),
    "PARSE-026": ("error", "a link of another document stands where the thing itself is expected"),
    "PARSE-027": ("error", "more entries stand here than can be understood as one"),
    # A target that cannot be written
    "EMIT-001": ("error", "a member that the target requires is missing"),
    "EMIT-002": ("error", "the value is of a type that the target does not allow"),
    "EMIT-003": ("error", "the text does not match the target's pattern"),
    "EMIT-004": ("error", "the text is shorter or longer than the target allows"),
    "EMIT-005": ("error", "the number is out of the target's bounds"),
    "EMIT-006": ("error", "the value is none of those the target allows"),
    "EMIT-007": ("error", "the text is not of the format that the target states"),
    "EMIT-008": ("error", "the list holds fewer or more entries than the target allows"),
    "EMIT-009": ("error", "none, or more than one, of the target's alternatives fits"),
    "EMIT-010": ("error", "a member stands here that the target does not allow"),
    "EMIT-011": ("error", "there are more breaches of the target's schema than are named"),
    "EMIT-020": ("error", "the target needs this and the source does not say it"),
    "EMIT-021": ("error", "the text is longer than the target's place for it; text is never cut"),
    "EMIT-022": ("error", "the target has no code for this"),
    "EMIT-023": ("error", "the target cannot say this, and it is critical to the title"),
    "EMIT-024": ("error", "the target cannot say this"),
    # What the target does not say
    "LOSS-001": ("loss", "the target has no place for this"),
    "LOSS-002": ("loss", "this stands outside the vocabulary of the Bill and is not carried"),
    "LOSS-003": ("loss", "the target's nearest code says less than the source's"),
    "LOSS-004": ("loss", "the target holds fewer of these than the source says"),
    "LOSS-005": ("note", "stated in another unit, by exact conversion"),
    "LOSS-006": ("loss", "said, but not apart from its neighbours"),
    "LOSS-007": ("loss", "its precision or form of writing is not carried"),
    "LOSS-008": ("note", "written otherwise; the value is the same"),
    "LOSS-010": (
        "error",
        "a defect of Fairlead: the ledger does not balance, so nothing can be said of the output",
    ),
    # What the caller's supplement added
    "EMIT-030": ("note", "this comes from the supplement, not from the source"),
    "EMIT-031": ("error", "the supplement says otherwise than the source"),
    "EMIT-032": ("error", "losses are refused, and there are some"),
    "EMIT-034": ("note", "the document goes out in an envelope that was carried along"),
    "EMIT-035": ("error", "with all that it carries, the document would be larger than the limit"),
    "EMIT-036": (
        "note",
        "nobody said what UNB states of the interchange; placeholders stand there",
    ),
    "EMIT-033": ("error", "the target lacks a capability that this bill needs"),
    # What was carried beside the target's own words
    "PARSE-028": ("error", "the carried words contradict the document that carries them"),
    "PARSE-029": ("error", "the carried words cannot be read"),
    "LOSS-009": ("note", "carried in the extension member, outside the target's own words"),
    # Signatures
    "SEAL-001": ("note", "the document is signed; the signature was not verified"),
}
"""Code to severity and sentence."""

RETIRED: Final[frozenset[str]] = frozenset()
"""Codes that were used once. A test refuses a code that stands in both."""
