"""Spans and metrics for OpenTelemetry, through the extra `otel`.

A call is a span of its own, and below it each request is one after the semantic conventions for
HTTP clients (stable since 1.23). Where they go is up to the program's providers.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import attrs
from opentelemetry import metrics, trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from .._version import __version__
from .events import AttemptEnded, CallEnded, CallInfo, CallStarted, Event, Repeating, Waited

__all__ = ["OpenTelemetry"]

_SCOPE: Final = "gopax_ext"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
"""Seconds, as the semantic conventions advise for http.client.request.duration."""
_PROBLEM: Final = 400


@attrs.frozen
class _Open:
    """A call that has not ended."""

    span: Span
    context: Context


class OpenTelemetry:
    """An observer that turns events into spans and metrics: `Gopax(observers=[OpenTelemetry()])`.

    `tracer_provider` and `meter_provider` are those of the program unless given. Spans and metrics
    hold no header, so neither key nor signature; `url.full` has ids of orders in it.
    """

    def __init__(
        self,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer(_SCOPE, __version__, tracer_provider)
        meter = metrics.get_meter(_SCOPE, __version__, meter_provider)

        def seconds(name: str, description: str) -> metrics.Histogram:
            return meter.create_histogram(
                name, "s", description, explicit_bucket_boundaries_advisory=_BUCKETS
            )

        self._requests = seconds("http.client.request.duration", "Time of each HTTP request.")
        self._calls = seconds("gopax.client.call.duration", "Time of each call, waiting included.")
        self._waits = seconds("gopax.client.wait.duration", "Time that calls wait to be let in.")
        self._repeats = meter.create_counter(
            "gopax.client.repeats", "{request}", "Requests that were made again."
        )
        self._left = meter.create_gauge(
            "gopax.client.slots.left", "{call}", "Calls that the rate limit allows at once."
        )
        self._open: dict[CallInfo, _Open] = {}

    def __call__(self, event: Event) -> None:
        """Take an event."""
        match event:
            case CallStarted():
                self._begin(event)
            case Waited():
                about = {**_named(event.call), "gopax.gate": event.gate}
                self._waits.record(event.seconds, about)
            case AttemptEnded():
                self._request(event)
            case Repeating():
                self._repeats.add(1, _named(event.call))
            case CallEnded():
                self._end(event)
            case _:
                pass

    def _begin(self, event: CallStarted) -> None:
        span = self._tracer.start_span(
            event.call.operation,
            kind=SpanKind.INTERNAL,
            attributes={**_named(event.call), "gopax.deadline": event.deadline},
            start_time=event.time_ns,
        )
        self._open[event.call] = _Open(span, trace.set_span_in_context(span))

    def _request(self, event: AttemptEnded) -> None:
        call = event.call
        problem: str | None = event.failure
        if event.status is not None and event.status >= _PROBLEM:
            problem = str(event.status)
        about = _server(call) | {"http.request.method": call.method, "url.template": call.template}
        if event.status is not None:
            about |= {
                "http.response.status_code": event.status,
                "network.protocol.version": "1.1",
            }
        if problem is not None:
            about["error.type"] = problem
        self._requests.record(event.seconds, about)
        span = self._tracer.start_span(
            f"{call.method} {call.template}",
            context=self._open[call].context,
            kind=SpanKind.CLIENT,
            attributes=about | {"url.full": call.base_url + call.target},
            start_time=event.time_ns - round(event.seconds * 1e9),
        )
        if event.attempt > 1:
            span.set_attribute("http.request.resend_count", event.attempt - 1)
        if problem is not None:
            span.set_status(Status(StatusCode.ERROR))
        span.end(event.time_ns)

    def _end(self, event: CallEnded) -> None:
        about = {**_named(event.call), "gopax.outcome": event.outcome}
        if event.error is not None:
            about["error.type"] = event.error
        self._calls.record(event.seconds, about)
        if event.slots_left is not None:
            self._left.set(event.slots_left, {"gopax.private": event.call.private})
        span = self._open.pop(event.call).span
        span.set_attributes(about)
        span.set_attributes(
            {
                "gopax.attempts": event.attempts,
                "gopax.wait.slot": event.slot_seconds,
                "gopax.wait.lane": event.lane_seconds,
            }
        )
        if event.code is not None:
            span.set_attribute("gopax.error.code", event.code)
        if event.outcome != "ok":
            span.set_status(Status(StatusCode.ERROR, event.error))
        span.end(event.time_ns)


def _named(call: CallInfo) -> dict[str, Any]:
    return {"gopax.operation": call.operation}


def _server(call: CallInfo) -> dict[str, Any]:
    parts = urlsplit(call.base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname or "", "server.port": port}
