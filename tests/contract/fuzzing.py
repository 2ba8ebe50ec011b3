"""The layer that schemathesis drives: all its phases over openapi.yaml, every call signed.

The one module that knows the engine of schemathesis, which is not a public interface of it.
"""

import multiprocessing
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import Interaction, ScenarioRecorder
from schemathesis.schemas import BaseSchema

from .checks import RULE_MARK, drop_beyond_fences, operation_id
from .coverage.meter import Meter
from .document import nodes
from .results import Finding, Heard, LayerResult
from .signing import SignFinalBytes
from .target import Target

__all__ = ["PHASES", "WRITES", "fuzz"]

_SETTINGS = Path(__file__).with_name("schemathesis.toml")
_LONG = 400
PHASES = ("examples", "coverage", "fuzzing", "stateful")
WRITES = frozenset({"placeOrder", "cancelOrder"})
_SHARES = {1: (PHASES,), 2: (("fuzzing",), ("examples", "coverage", "stateful"))}
_MOST_SHARES = (("fuzzing",), ("examples", "coverage"), ("stateful",))


def fuzz(
    target: Target,
    document: Mapping[str, Any],
    *,
    seed: int,
    workers: int = 1,
    examples: int | None = None,
    phases: Sequence[str] = PHASES,
) -> LayerResult:
    """Run the phases; `examples` is how many cases each operation gets in the random ones.

    Several workers are processes that share the phases, each with a key of its own: threads would
    share one interpreter lock, and Python 3.11 cannot parse in two threads at once.
    """
    workers = min(workers, len(_MOST_SHARES)) if target.many_keys else 1
    shares = [
        chosen
        for share in _SHARES.get(workers, _MOST_SHARES)
        if (chosen := [phase for phase in share if phase in phases])
    ]
    run = partial(_fuzz, document=document, seed=seed, examples=examples)
    if len(shares) <= 1:
        results = [run(target, phases=share) for share in shares]
    else:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(len(shares), mp_context=spawn) as pool:
            waiting = [pool.submit(run, target.for_process(), phases=share) for share in shares]
            results = [future.result() for future in waiting]
    joined = _joined(results)
    for operation, statuses in joined.statuses.items():
        called = bool(statuses) or len(phases) == len(PHASES)
        # Whether a drawn order rests until it is cancelled is luck; probes and canary see to that.
        needs_an_order = operation == "cancelOrder" or (
            operation == "getOrder" and not target.may_trade
        )
        if called and not statuses[200] and not needs_an_order:
            message = f"never answered 200; statuses seen: {sorted(statuses) or 'none'}"
            joined.findings.append(Finding("every operation succeeds", operation, message))
    return joined


def _joined(results: Sequence[LayerResult]) -> LayerResult:
    joined = results[0]
    for result in results[1:]:
        joined.seconds = max(joined.seconds, result.seconds)
        joined.parts.update(result.parts)
        joined.findings += result.findings
        joined.marks |= result.marks
        joined.traffic += result.traffic
        for operation, statuses in result.statuses.items():
            for status, times in statuses.items():
                joined.saw(operation, status, times)
    return joined


def _fuzz(
    target: Target,
    *,
    document: Mapping[str, Any],
    seed: int,
    examples: int | None,
    phases: Sequence[str],
) -> LayerResult:
    allowed, skipped = _allowed(target, document)
    schema = _schema(target, allowed, _settings(seed, examples, phases))
    schema.config.update(base_url=target.base_url)
    if target.per_second is not None:
        schema.config.update(rate_limit=f"{target.per_second}/s")
    result = LayerResult("schemathesis", skipped=skipped)
    result.statuses = {operation: Counter() for operation in _operations(allowed)}
    meter = Meter(document) if target.metered else None
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _record(result, event.phase.value.lower(), event.recorder)
            if meter is not None:
                _measure(meter, event.recorder)
            if target.recorded:
                _keep(result, event.recorder)
        elif isinstance(event, events.EngineFinished):
            result.seconds = event.running_time
            result.findings += [_after_run(failure) for failure in event.failures]
        elif isinstance(event, events.NonFatalError):
            result.findings.append(Finding(event.info.title, event.label, event.info.message))
        elif isinstance(event, events.FatalError):
            raise event.exception
    result.marks |= set() if meter is None else meter.marks
    return result


def _settings(seed: int, examples: int | None, phases: Sequence[str]) -> dict[str, Any]:
    settings = tomllib.loads(_SETTINGS.read_text("utf-8"))
    settings["seed"] = seed
    for phase in PHASES:
        settings["phases"].setdefault(phase, {})["enabled"] = phase in phases
    if examples is not None:
        settings["generation"]["max-examples"] = examples
        settings["phases"]["stateful"]["generation"]["max-examples"] = examples
    return settings


def _schema(target: Target, document: dict[str, Any], settings: dict[str, Any]) -> BaseSchema:
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict(settings))
    schema.hook("filter_failure")(drop_beyond_fences)
    if target.new_key is not None:
        signed = schema.auth.set_from_requests(SignFinalBytes(target.new_key))
        signed.apply_to(schemathesis.openapi.require_security_scheme("ApiKey"))
    return schema


def _allowed(target: Target, document: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The document without the operations that must not be called, and what these are."""
    allowed: dict[str, Any] = deepcopy(dict(document))
    found = [node for _, _, node in nodes(allowed)]
    private = [node["operationId"] for node in found if node["security"] and not target.new_key]
    writes = [
        node["operationId"]
        for node in found
        if node["operationId"] in WRITES.difference(private) and not target.may_trade
    ]
    for path, item in list(allowed["paths"].items()):
        kept = {m: node for m, node in item.items() if node["operationId"] not in private + writes}
        allowed["paths"][path] = kept
    for node in found:
        for answer in node["responses"].values():
            links = answer.get("links", {})
            for name, link in list(links.items()):
                if link["operationId"] in private + writes:
                    del links[name]
    skipped = []
    if private:
        skipped.append(f"{', '.join(private)}: no key (GOPAX_API_KEY, GOPAX_SECRET_KEY)")
    if writes:
        skipped.append(f"{', '.join(writes)}: orders are not allowed here (--orders)")
    return allowed, skipped


def _operations(document: Mapping[str, Any]) -> list[str]:
    return [node["operationId"] for _, _, node in nodes(document)]


def _record(result: LayerResult, phase: str, recorder: ScenarioRecorder) -> None:
    for case_id, interaction in recorder.interactions.items():
        response = interaction.response
        operation = operation_id(recorder.cases[case_id].value)
        result.parts[phase] += 1
        result.saw(operation, 0 if response is None else response.status_code)
    for case_id, made in recorder.checks.items():
        for node in made:
            if node.failure_info is not None:
                failure = node.failure_info.failure
                about = failure.case_id or case_id
                operation = operation_id(recorder.cases[about].value)
                sample = _sample(recorder.interactions.get(about))
                for check, text in _told(node.name, failure):
                    result.findings.append(Finding(check, operation, text, sample))


def _keep(result: LayerResult, recorder: ScenarioRecorder) -> None:
    for interaction in recorder.interactions.values():
        request, response = interaction.request, interaction.response
        if response is not None:
            sent, body = request.body or b"", response.content or b""
            headers = {name: values[-1] for name, values in response.headers.items()}
            heard = Heard(request.method, request.uri, sent, response.status_code, headers, body)
            result.traffic.append(heard)


def _measure(meter: Meter, recorder: ScenarioRecorder) -> None:
    for case_id, interaction in recorder.interactions.items():
        request, response = interaction.request, interaction.response
        if response is not None:
            status, body = response.status_code, response.content or b""
            meter.look(request.method, request.uri, request.body or b"", status, body)
        node = recorder.cases[case_id]
        if node.transition is not None and node.is_transition_applied and node.parent_id:
            source = recorder.cases[node.parent_id].value
            answer = recorder.interactions[node.parent_id].response
            if answer is not None:
                link = _link_name(node.transition.id)
                meter.follow(operation_id(source), answer.status_code, link)


def _link_name(transition: str) -> str:
    """The name in `GET /orders -> [200] getFirst -> GET /orders/{orderId}`."""
    return transition.split(" -> ")[1].partition("] ")[2]


def _told(check: str, failure: Failure) -> list[tuple[str, str]]:
    """What a failure says: one check and text, or one for each rule of the oracles."""
    lines = failure.message.splitlines()
    rules = [line.removeprefix(RULE_MARK) for line in lines if line.startswith(RULE_MARK)]
    if rules:
        return [(rule, text) for rule, _, text in (line.partition(": ") for line in rules)]
    return [(check, f"{failure.title}\n{failure.message}".strip())]


def _after_run(failure: Failure) -> Finding:
    return Finding(failure.title, failure.operation or "the whole run", failure.message)


def _sample(interaction: Interaction | None) -> str:
    """The call and its answer; headers are left out, since they hold credentials."""
    if interaction is None:
        return ""
    request, response = interaction.request, interaction.response
    sent = (request.body or b"").decode("utf-8", "replace")
    lines = [f"{request.method} {request.uri}", sent[:_LONG]]
    if response is None:
        lines.append("-> no answer")
    else:
        text = (response.content or b"").decode("utf-8", "replace")
        lines.append(f"-> {response.status_code} {text[:_LONG]}")
    return "\n".join(line for line in lines if line)
