"""How far a rule is proven."""

from typing import Literal

from mtdetect.tells.measurement_file import measurement
from mtdetect.tells.rule import Rule

Status = Literal["stable", "preview", "stated"]


def status(rule: Rule) -> Status:
    """How far a rule is proven, and so what it weighs.

    `stable`: paired text says which way it points, and its weight is learnt. `preview`: none does; no weight of its
    own, but people may set it off so seldom that it counts where tells weigh whatever the wording (`SeveralTells`).
    `stated`: it looks at markup, which the corpora do not have; its weight is stated, from its source.
    """
    if rule.in_markup:
        return "stated"
    return "preview" if measurement(rule).doubt else "stable"
