"""What is made when it is first needed, and then once for the whole process.

A mapping, a schema engine, a code list or a struct type costs more than a conversion, so it is made
when somebody first asks for it. Two threads may ask at the same time. One lock for the whole
process lets one of them make it; the other waits, and both get the same thing. Whatever is there
already is handed out without the lock.

There is one lock and not many, as one thing is often made from others: with a lock for each, two
threads could wait for each other for ever. Nothing is made while a module is imported.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable
from typing import Any, Final, Generic, ParamSpec, TypeVar, cast, overload

__all__ = ["once", "once_property", "once_within"]

P = ParamSpec("P")
T = TypeVar("T")

_MAKING: Final = threading.RLock()
"""The thread that makes something holds it; what it makes may need other things."""

if hasattr(os, "register_at_fork"):
    # A process that is forked meanwhile would wait for ever for a thread that it does not have.
    os.register_at_fork(
        before=_MAKING.acquire, after_in_parent=_MAKING.release, after_in_child=_MAKING.release
    )


def once(make: Callable[P, T]) -> Callable[P, T]:
    """The function, called once for each set of arguments; every caller gets what it gave then.

    Where it raises an exception nothing is kept, and the next caller tries again.

    >>> @once
    ... def words() -> list[str]:
    ...     return ["freight", "prepaid"]
    >>> words() is words()
    True
    """
    return once_within(None)(make)


def once_within(most: int | None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As [`once`][fairlead.once.once], but only the `most` latest results are kept.

    It is for arguments that a caller makes: of these there may be any number.

    >>> @once_within(1)
    ... def words(language: str) -> list[str]:
    ...     return [language]
    >>> words("en") is words("en"), words("en") is words("ko"), words("en") is words("en")
    (True, False, True)
    """

    def keeping(make: Callable[P, T]) -> Callable[P, T]:
        kept = functools.lru_cache(most)(make)

        @functools.wraps(make)
        def made(*given: Any, **named: Any) -> T:
            with _MAKING:
                return kept(*given, **named)

        return cast("Callable[P, T]", functools.lru_cache(most)(made))

    return keeping


class once_property(Generic[T]):  # noqa: N801 - it is read as the word `property` is
    """A property that is worked out once for each object, and then stands in its `__dict__`.

    >>> class Ship:
    ...     @once_property
    ...     def papers(self) -> list[str]:
    ...         return ["manifest"]
    >>> ship = Ship()
    >>> ship.papers is ship.papers
    True
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make: Final = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, holder: None, owner: type | None = None) -> once_property[T]: ...
    @overload
    def __get__(self, holder: object, owner: type | None = None) -> T: ...
    def __get__(self, holder: object | None, owner: type | None = None) -> once_property[T] | T:
        if holder is None:
            return self
        kept = holder.__dict__
        with _MAKING:
            if self._name not in kept:
                kept[self._name] = self._make(holder)
            return cast("T", kept[self._name])
