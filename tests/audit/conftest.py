"""Keys and an authority made once, trails made for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

pytest.register_assert_rewrite("tests.audit.notary")

from check_report.audit import trust  # noqa: E402
from tests.audit.notary import Notary, authority, make_keys  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_tools = all(shutil.which(tool) for tool in ("ssh-keygen", "openssl", "sha256sum", "sh"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nothing can be signed or verified without the auditor's tools."""
    for item in items:
        if not needs_tools and "audit" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="needs ssh-keygen, openssl and sha256sum"))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `llaves` and `confianza`."""
    folder = tmp_path_factory.mktemp("firmas")
    make_keys(folder)
    return folder


@pytest.fixture(scope="session")
def tsa(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[str]:
    """A timestamping authority that the folder of trust knows."""
    folder = tmp_path_factory.mktemp("tiempo") / "tsa"
    with authority(folder) as address:
        shutil.copy(folder / "tsa.pem", keys / "confianza" / trust.AUTHORITY)
        yield address


@pytest.fixture
def notary(tmp_path: Path, keys: Path) -> Notary:
    """A notary whose seals bear no token."""
    return Notary(tmp_path, keys)


@pytest.fixture
def timed(tmp_path: Path, keys: Path, tsa: str) -> Notary:
    """A notary whose seals bear a token."""
    return Notary(tmp_path, keys, tsa)
