"""What the runs of copy mode share: the note on candidates that cannot be read."""

from mtdetect.document import Unreadable
from mtdetect.report.messages import print_message
from mtdetect.results.row import full_name


class UnreadableCandidates:
    """Names each candidate that cannot be read on standard error, and counts them for the exit code."""

    def __init__(self, allowed: bool) -> None:
        self._allowed = allowed
        self._count = 0

    def add(self, candidate: Unreadable) -> None:
        """Name and count one."""
        self._count += 1
        name = full_name(candidate.id, candidate.path)
        print_message("warning" if self._allowed else "error", f"{name}: {candidate.message}")

    @property
    def exit_code(self) -> int:
        """2 if there was one and that is not allowed, else 0."""
        return 2 if self._count and not self._allowed else 0
