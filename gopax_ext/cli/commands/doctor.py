"""Whether everything is in order, and what to do where it is not."""

from ..define import command
from ..finding import found_columns, found_rows
from ..messages import say
from ..output.answers import Answer
from ..run import Run

__all__ = ["doctor"]


@command("doctor", safety="reads_account")
def doctor(run: Run) -> Answer:
    """Look at everything."""
    from ..checkup import findings

    found = list(findings(run))
    bad = sum(each.state == "bad" for each in found)
    return Answer(
        found_columns(),
        found_rows(found),
        note=say("doctor.bad", count=bad) if bad else say("doctor.well"),
        exit_code=1 if bad else 0,
    )
