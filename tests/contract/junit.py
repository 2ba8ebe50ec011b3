"""The report for machines: JUnit XML, one suite a layer, one case an operation or check."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from .results import LayerResult, grouped

__all__ = ["write_junit"]


def write_junit(path: Path, results: Sequence[LayerResult]) -> None:
    """Write the file, with the folders it lies in."""
    root = ET.Element("testsuites", name="contract")
    for result in results:
        found = grouped(result.findings)
        failed = {finding.operation for finding, _ in found}
        passed = [operation for operation in result.statuses if operation not in failed]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=result.name,
            tests=str(len(found) + len(passed)),
            failures=str(len(found)),
            skipped="0",
            time=f"{result.seconds:.3f}",
        )
        for operation in passed:
            ET.SubElement(suite, "testcase", classname=result.name, name=operation)
        for finding, times in found:
            name = f"{finding.operation}: {finding.check}"
            case = ET.SubElement(suite, "testcase", classname=result.name, name=name)
            failure = ET.SubElement(case, "failure", message=_printable(finding.message))
            failure.text = _printable(f"{finding.message}\n{finding.sample}\n{times} times")
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _printable(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)
