"""A value that is worked out when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class lazy(Generic[Owner, Value]):  # noqa: N801  # reads as what it is: a decorator
    """What `functools.cached_property` does, without the lock that it takes before Python 3.12:
    a page of a thousand claims asks for twenty thousand such values.
    """

    def __init__(self, work_out: Callable[[Owner], Value]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Owner, _type: type[Owner]) -> Value:
        value = owner.__dict__[self._name] = self._work_out(owner)
        return value
