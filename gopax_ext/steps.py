"""The places where a call waits, as values: what makes one pipeline serve threads and tasks.

The pipeline yields steps; `drive` carries them out by blocking, `drive_async` by awaiting. An
exception of a step is raised inside the pipeline, at the `yield`.
"""

from collections.abc import Awaitable, Generator
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from .gate import Gate, Turn, Urgency
from .seam import Seam
from .transport.base import AsyncTransport, Progress, Transport, WireRequest, WireResponse

__all__ = ["Enter", "Exchange", "Rest", "Step", "Steps", "drive", "drive_async"]

T = TypeVar("T")


class Step(Protocol):
    """Something to wait for."""

    def run(self, transport: Transport) -> object:
        """Wait by blocking this thread."""
        ...

    def run_async(self, transport: AsyncTransport) -> Awaitable[object]:
        """Wait by suspending the task that awaits this."""
        ...


Steps = Generator[Step, Any, T]
"""A pipeline: yields steps, is sent what each gave, returns a T."""


class Enter(Struct):
    """Wait to be let in at a gate."""

    gate: Gate
    deadline: float
    urgency: Urgency

    def run(self, transport: Transport) -> Turn:
        del transport
        return self.gate.enter(self.deadline, self.urgency)

    def run_async(self, transport: AsyncTransport) -> Awaitable[Turn]:
        del transport
        return self.gate.enter_async(self.deadline, self.urgency)


class Exchange(Struct):
    """Send a request and read its whole answer."""

    request: WireRequest
    deadline: float
    progress: Progress

    def run(self, transport: Transport) -> WireResponse:
        return transport.exchange(self.request, deadline=self.deadline, progress=self.progress)

    def run_async(self, transport: AsyncTransport) -> Awaitable[WireResponse]:
        return transport.exchange(self.request, deadline=self.deadline, progress=self.progress)


class Rest(Struct):
    """Let some seconds pass before the next attempt."""

    seam: Seam
    seconds: float

    def run(self, transport: Transport) -> None:
        del transport
        self.seam.sleep(self.seconds)

    def run_async(self, transport: AsyncTransport) -> Awaitable[None]:
        del transport
        return self.seam.async_sleep(self.seconds)


def drive(steps: Steps[T], transport: Transport) -> T:
    """Carry `steps` out in this thread and return what they return."""
    try:
        step = next(steps)
        while True:
            try:
                reply = step.run(transport)
            except BaseException as error:  # noqa: BLE001 - the pipeline has to clean up after all
                step = steps.throw(error)
            else:
                step = steps.send(reply)
    except StopIteration as stop:
        result: T = stop.value
        return result


async def drive_async(steps: Steps[T], transport: AsyncTransport) -> T:
    """Carry `steps` out in this task and return what they return."""
    try:
        step = next(steps)
        while True:
            try:
                reply = await step.run_async(transport)
            except BaseException as error:  # noqa: BLE001 - the pipeline has to clean up after all
                step = steps.throw(error)
            else:
                step = steps.send(reply)
    except StopIteration as stop:
        result: T = stop.value
        return result
