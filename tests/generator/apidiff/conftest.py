"""The project with a history of its own that the tests of the diff use, too."""

from tests.generator.diff.conftest import git, project

__all__ = ["git", "project"]
