"""The import rules of ARCHITECTURE.md as data, and the reader of imports they are held against."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
PARTS_AROUND_THE_CORE = ("charts", "cli", "dashboard", "demo", "history", "sandbox", "testing")
ONLY_THROUGH_THE_SEAM = (
    "asyncio.sleep",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "random",
    "secrets",
    "time",
    "uuid.uuid1",
    "uuid.uuid4",
)


@dataclass(frozen=True)
class Module:
    """One source file: where it lies in the project and what it names."""

    path: PurePosixPath
    source: str

    @property
    def house(self) -> str:
        """Its first folder."""
        return self.path.parts[0]

    @property
    def part(self) -> str:
        """The folder or module of the first level within its house that it belongs to."""
        return PurePosixPath(*self.path.parts[1:2]).stem

    def _nodes(self) -> Iterator[ast.AST]:
        return ast.walk(ast.parse(self.source, str(self.path)))

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and absolute dotted name of everything imported, inside functions too."""
        inside = list(self.path.with_suffix("").parts)
        for node in self._nodes():
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = inside[: len(inside) - node.level] if node.level else []
                base = ".".join([*above, *filter(None, [node.module])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def imports_at_run_time(self) -> Iterator[tuple[int, str]]:
        """What `imports` gives, without what stands under `if TYPE_CHECKING:`."""
        for_types: set[int] = set()
        for node in self._nodes():
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
                for statement in node.body:
                    for_types.update(range(statement.lineno, (statement.end_lineno or 0) + 1))
        yield from ((line, name) for line, name in self.imports() if line not in for_types)

    def uses(self) -> Iterator[tuple[int, str]]:
        """What `imports` gives, and every attribute reached through an imported name."""
        yield from self.imports()
        known: dict[str, str] = {}
        for node in self._nodes():
            if isinstance(node, ast.Import):
                known |= {alias.asname or alias.name: alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        for node in self._nodes():
            if isinstance(node, ast.Attribute):
                first, _, rest = ast.unparse(node).partition(".")
                if first in known:
                    yield node.lineno, f"{known[first]}.{rest}"


@dataclass(frozen=True)
class Rule:
    """One sentence of ARCHITECTURE.md, and how to see that a module breaks it."""

    sentence: str
    applies: Callable[[Module], bool]
    forbids: Callable[[Module, str], bool]
    reads: Callable[[Module], Iterator[tuple[int, str]]] = Module.imports

    def broken_by(self, module: Module) -> list[str]:
        """Where `module` breaks the rule, one line each."""
        if not self.applies(module):
            return []
        found = {(line, name) for line, name in self.reads(module) if self.forbids(module, name)}
        return [f"{module.path}:{line}: {name}" for line, name in sorted(found)]


def within(name: str, *roots: str) -> bool:
    """Whether the dotted `name` is one of `roots` or lies below one."""
    return any(name == root or name.startswith(root + ".") for root in roots)


def _is_core(module: Module) -> bool:
    return module.house == "gopax_ext" and module.part not in PARTS_AROUND_THE_CORE


def _foreign_to_generated(module: Module, name: str) -> bool:
    own = ("attrs", "gopax_generated", "msgspec")
    allowed = (*own, "httpx") if module.path.name == "client.py" else own
    return not within(name, *allowed) and name.partition(".")[0] not in sys.stdlib_module_names


def _foreign_to_sandbox(_: Module, name: str) -> bool:
    own = within(name, "gopax_ext.sandbox", "gopax_ext.seam")
    return within(name, "gopax_ext", "gopax_generated") and not own


def _foreign_to_dashboard(module: Module, name: str) -> bool:
    return _foreign_to_sandbox(module, name) and not within(name, "gopax_ext.dashboard")


RULES = (
    Rule(
        "`generator` imports neither package.",
        lambda module: module.house == "generator",
        lambda _, name: within(name, "gopax_ext", "gopax_generated"),
    ),
    Rule(
        "Neither package imports `generator`.",
        lambda module: module.house in {"gopax_ext", "gopax_generated"},
        lambda _, name: within(name, "generator"),
    ),
    Rule(
        "`gopax_generated` imports the standard library, attrs, msgspec and itself; "
        "its `client.py` also httpx.",
        lambda module: module.house == "gopax_generated",
        _foreign_to_generated,
    ),
    Rule(
        "The core of `gopax_ext` imports none of the parts around it: "
        "`charts`, `cli`, `dashboard`, `demo`, `history`, `sandbox`, `testing`.",
        _is_core,
        lambda _, name: within(name, *(f"gopax_ext.{part}" for part in PARTS_AROUND_THE_CORE)),
    ),
    Rule(
        "`sandbox` imports nothing of this project but `gopax_ext.seam` and itself.",
        lambda module: module.house == "gopax_ext" and module.part == "sandbox",
        _foreign_to_sandbox,
    ),
    Rule(
        "`dashboard` imports nothing of this project but `gopax_ext.sandbox`, `gopax_ext.seam` "
        "and itself.",
        lambda module: module.house == "gopax_ext" and module.part == "dashboard",
        _foreign_to_dashboard,
    ),
    Rule(
        "In `gopax_ext`, httpx is imported in `transport/httpx_lane.py` alone; "
        "others may name its types under `TYPE_CHECKING`.",
        lambda module: (
            module.house == "gopax_ext"
            and module.path != PurePosixPath("gopax_ext/transport/httpx_lane.py")
        ),
        lambda _, name: within(name, "httpx", "httpcore"),
        Module.imports_at_run_time,
    ),
    Rule(
        "In `gopax_ext`, clock, sleep, chance and identifiers come through `seam.py` alone.",
        lambda module: (
            module.house == "gopax_ext" and module.path != PurePosixPath("gopax_ext/seam.py")
        ),
        lambda _, name: within(name, *ONLY_THROUGH_THE_SEAM),
        Module.uses,
    ),
    Rule(
        "openapi-python-client is imported in `generator/engine.py` alone.",
        lambda module: module.path != PurePosixPath("generator/engine.py"),
        lambda _, name: within(name, "openapi_python_client"),
    ),
)


def modules(*houses: str) -> list[Module]:
    """Every source file of the houses, in a fixed order."""
    paths = [path for house in houses for path in sorted((ROOT / house).rglob("*.py"))]
    return [
        Module(PurePosixPath(path.relative_to(ROOT).as_posix()), path.read_text("utf-8"))
        for path in paths
    ]
