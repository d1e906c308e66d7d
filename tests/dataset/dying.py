"""A process that dies, or a disk that is full, at a chosen change of the file system."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest

CHANGES = ("replace", "rename", "unlink", "rmdir", "mkdir", "symlink", "link")


class Killed(BaseException):
    """The process is gone: nothing that it would still do happens."""


def die_at(patch: pytest.MonkeyPatch, step: int) -> list[str]:
    """Let this process change the file system `step` times, then never again; gives what it did."""
    return _fail_at(patch, step, Killed)


def fill_at(patch: pytest.MonkeyPatch, step: int) -> list[str]:
    """The same of a disk that is full from then on."""
    return _fail_at(patch, step, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))


def _fail_at(patch: pytest.MonkeyPatch, step: int, error: Callable[[], BaseException]) -> list[str]:
    done: list[str] = []

    def mortal(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def act(*args: Any, **kwargs: Any) -> Any:
            if len(done) >= step:
                raise error()
            done.append(name)
            return real(*args, **kwargs)

        return act

    for name in CHANGES:
        patch.setattr(os, name, mortal(name))
    # The tree is then removed by path through the functions above, as where it cannot be by descriptor.
    patch.setattr(shutil, "_use_fd_functions", False, raising=False)
    return done
