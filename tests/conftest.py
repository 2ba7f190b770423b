"""How tests are shared out among processes, and what the processes share."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.site.shared import shared_folder

slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("random", slow)
settings.register_profile("fixed", slow, derandomize=True)
settings.load_profile("fixed")

SITE_TESTS = Path(__file__).with_name("site")

SHARED = pytest.StashKey[tuple[str, int]]()
ENDING = pytest.StashKey[ExitStack]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of sites come first: they take longest, and no core is idle at the end."""
    for item in items:
        if item.get_closest_marker("long") and SITE_TESTS not in item.path.parents:
            raise pytest.UsageError(f"{item.nodeid}: `make test-long` collects tests/site only")
    items.sort(key=lambda item: SITE_TESTS not in item.path.parents)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of xdist about the folder that all share."""
    node.workerinput["shared"] = shared_by_all(node.config)


def shared_by_all(config: pytest.Config) -> tuple[str, int]:
    """The folder of this run, made when it is first asked for, and the port of its server."""
    workerinput = getattr(config, "workerinput", None)
    if workerinput is not None:
        folder, port = workerinput["shared"]
        return folder, port
    if SHARED not in config.stash:
        config.stash[ENDING] = ExitStack()
        config.stash[SHARED] = config.stash[ENDING].enter_context(shared_folder())
    return config.stash[SHARED]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the shared folder."""
    if ENDING in config.stash:
        config.stash[ENDING].close()


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> tuple[Path, int]:
    """The folder that all processes of a run share, and the port at which it is served."""
    folder, port = shared_by_all(request.config)
    return Path(folder), port
