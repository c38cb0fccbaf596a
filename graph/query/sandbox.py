"""What a worker gives up before it reads a query: sockets, other programs, core files, and memory without end.

On Linux a system call filter (seccomp) makes the kernel answer "not permitted" to every socket and every start of a
program, in all threads of the store as well. Elsewhere the check of the query is what keeps SERVICE out.
"""

import ctypes
import errno
import os
import platform
import resource
import sys
from pathlib import Path
from typing import Final

# The kernel's number of the architecture, and those of the calls: socket, socketpair, execve, execveat, ptrace,
# io_uring_setup.
_CALLS: Final = {
    "x86_64": (0xC000003E, (41, 53, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 199, 221, 281, 117, 425)),
}
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | errno.EPERM
_X32_CALLS: Final = 0x40000000  # calls of the x32 interface have this bit; their numbers differ, so all are denied


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


def deny_outside() -> bool:
    """Deny sockets and programs to this process and the threads it starts from now on; tell whether that holds."""
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _CALLS:
        return False
    steps = _filter(*_CALLS[machine])
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(program), 0, 0) == 0)


def step_back() -> None:
    """Let the service, which answers everybody else, have the processor first."""
    os.nice(5)


def deny_core_file() -> None:
    """Let a crash leave no core file, which would hold the store's memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_memory(megabytes: int) -> None:
    """Let the process take this many MiB more than it has now; an allocation beyond that fails.

    Needs ``/proc`` to know what is taken already (the store maps about 500 MiB of addresses), so it holds on Linux.
    """
    taken = _address_space()
    if taken:
        resource.setrlimit(resource.RLIMIT_AS, (taken + (megabytes << 20), resource.RLIM_INFINITY))


def resident_mb() -> int:
    """Return the memory that the process holds [MiB], 0 where ``/proc`` does not tell."""
    return _memory(1) >> 20


def _address_space() -> int:
    return _memory(0)


def _memory(field: int) -> int:
    try:
        counts = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(counts[field]) * resource.getpagesize()


def _filter(architecture: int, calls: tuple[int, ...]) -> list[_Instruction]:
    steps = [
        _Instruction(_LOAD, 0, 0, 4),  # the architecture of the call
        _Instruction(_JUMP_EQUAL, 1, 0, architecture),
        _Instruction(_RETURN, 0, 0, _DENY),
        _Instruction(_LOAD, 0, 0, 0),  # the number of the call
        _Instruction(_JUMP_AT_LEAST, 0, 1, _X32_CALLS),
        _Instruction(_RETURN, 0, 0, _DENY),
    ]
    for call in calls:
        steps += [_Instruction(_JUMP_EQUAL, 0, 1, call), _Instruction(_RETURN, 0, 0, _DENY)]
    return [*steps, _Instruction(_RETURN, 0, 0, _ALLOW)]
