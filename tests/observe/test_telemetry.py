"""OpenTelemetry gets spans and metrics after the semantic conventions for HTTP clients."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from gopax_ext import Gopax, GopaxError
from gopax_ext.observe.telemetry import OpenTelemetry
from gopax_ext.sandbox import Account, Sandbox
from tests.project.house import ROOT

OpenClient = Callable[..., Gopax]


class Collected:
    """What arrived, by spans and by metrics."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        traces = TracerProvider()
        traces.add_span_processor(SimpleSpanProcessor(self._exporter))
        self._reader = InMemoryMetricReader()
        meters = MeterProvider(metric_readers=[self._reader])
        self.observer = OpenTelemetry(tracer_provider=traces, meter_provider=meters)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        """In the order in which they ended."""
        return self._exporter.get_finished_spans()

    def points(self, name: str) -> list[Any]:
        """The data points of one metric."""
        data = self._reader.get_metrics_data()
        assert data is not None
        return [
            point
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]


@pytest.fixture
def collected() -> Collected:
    """Providers of this test alone."""
    return Collected()


def test_a_call_is_a_span_and_each_request_one_below_it(
    open_client: OpenClient, sandbox: Sandbox, collected: Collected
) -> None:
    """Names, kinds and attributes as the conventions say; the failed attempt is marked."""
    sandbox.faults.add("drop")
    open_client(observers=[collected.observer]).get_balance("KRW")

    lost, answered, call = collected.spans
    assert (call.name, call.kind) == ("get_balance", SpanKind.INTERNAL)
    assert call.attributes is not None
    assert call.attributes["gopax.outcome"] == "ok"
    assert call.attributes["gopax.attempts"] == 2
    for span in (lost, answered):
        assert (span.name, span.kind) == ("GET /balances/{assetName}", SpanKind.CLIENT)
        assert span.parent is not None
        assert span.parent.span_id == call.context.span_id
        assert call.start_time is not None
        assert span.start_time is not None
        assert call.start_time <= span.start_time + 1_000_000
    assert answered.attributes is not None
    assert dict(answered.attributes) == {
        "http.request.method": "GET",
        "url.template": "/balances/{assetName}",
        "url.full": f"{sandbox.base_url}/balances/KRW",
        "server.address": "127.0.0.1",
        "server.port": int(sandbox.base_url.rpartition(":")[2]),
        "http.response.status_code": 200,
        "network.protocol.version": "1.1",
        "http.request.resend_count": 1,
    }
    assert lost.attributes is not None
    assert lost.attributes["error.type"] == "closed"
    assert lost.status.status_code is StatusCode.ERROR
    assert answered.status.status_code is StatusCode.UNSET


def test_a_refusal_marks_both_spans(open_client: OpenClient, collected: Collected) -> None:
    """With the status below and the code of the exchange above."""
    with pytest.raises(GopaxError):
        open_client(observers=[collected.observer]).get_order("1")
    request, call = collected.spans
    assert request.attributes is not None
    assert request.attributes["error.type"] == "404"
    assert call.attributes is not None
    assert call.attributes["gopax.outcome"] == "rejected"
    assert call.status.status_code is StatusCode.ERROR


def test_metrics_tell_how_long_calls_requests_and_waits_take(
    open_client: OpenClient, sandbox: Sandbox, collected: Collected
) -> None:
    """Histograms in seconds, a count of repeats, and what is left of the rate limit."""
    sandbox.faults.add("drop")
    client = open_client(observers=[collected.observer])
    client.get_balance("KRW")
    client.get_ticker("BTC-KRW")

    requests = collected.points("http.client.request.duration")
    assert sum(point.count for point in requests) == 3
    assert requests[0].explicit_bounds[0] == 0.005
    assert {point.attributes.get("error.type") for point in requests} == {None, "closed"}
    calls = collected.points("gopax.client.call.duration")
    assert {point.attributes["gopax.operation"] for point in calls} == {"get_balance", "get_ticker"}
    gates = {
        point.attributes["gopax.gate"] for point in collected.points("gopax.client.wait.duration")
    }
    assert gates == {"slot", "lane"}
    (repeats,) = collected.points("gopax.client.repeats")
    assert repeats.value == 1
    left = {
        point.attributes["gopax.private"]: point.value
        for point in collected.points("gopax.client.slots.left")
    }
    assert left == {True: 18, False: 19}


def test_neither_key_nor_signature_nor_nonce_arrives(
    open_client: OpenClient, account: Account, collected: Collected
) -> None:
    """Whatever is exported can be shown to anybody."""
    open_client(observers=[collected.observer]).list_balances()
    shown = " ".join(span.to_json() for span in collected.spans).lower()
    assert account.api_key.lower() not in shown
    assert account.secret_key.lower() not in shown
    assert all(word not in shown for word in ("signature", "nonce", "api-key"))


def test_without_the_extra_everything_else_works() -> None:
    """Only this one module needs OpenTelemetry."""
    code = (
        "import sys; sys.modules['opentelemetry'] = None; import gopax_ext.observe\n"
        "try: import gopax_ext.observe.telemetry\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "opentelemetry" in done.stdout
