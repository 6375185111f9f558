"""The rules that fire while a claim is read, each with the words that made it fire."""

# The name of a rule and where in its sentence the deciding words stand: ("kind:target", 12, 16).
# A plain tuple: five are made for every claim. Start and end are -1 where no words decided.
Rule = tuple[str, int, int]


def silent(name: str) -> Rule:
    """A rule that fires where no word of the sentence decides."""
    return name, -1, -1
