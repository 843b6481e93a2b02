"""Other processes: run one and know its cost, keep one running, read the CPU time of one (Linux only)."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1
LONGEST = 120.0  # seconds; a command that takes longer hangs
_libc = ctypes.CDLL(None)


class CannotMeasure(Exception):
    """Something needed for the measurement does not work. Its text is French, for the person."""


@dataclass(frozen=True)
class Cost:
    """Seconds: on the clock, and of processor time (user and system)."""

    wall: float
    cpu: float


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Cost:
    """Runs to the end. Raises CannotMeasure, with the end of its output, when it fails."""
    began = time.perf_counter()
    with keeping(command, folder, env, log) as process:
        limit = began + LONGEST
        # wait4 and not wait(): it also tells the processor time of this child alone.
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            if time.perf_counter() > limit:
                raise CannotMeasure(f"« {_name(command)} » dure plus de {LONGEST:.0f} s.")
            time.sleep(0.005)
        _, status, usage = ended
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CannotMeasure(f"« {_name(command)} » échoue :\n{end_of(log)}")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


@contextlib.contextmanager
def keeping(
    command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen]:
    """A process in a group of its own, which is gone when the block ends, whatever happens in it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
    try:
        yield process
    finally:
        _stop(process)


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, all its threads together (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def exact_cpu_seconds(pids: Sequence[int]) -> float:
    """The same of several processes, in nanoseconds: their processor-time clocks (clock_getcpuclockid(3))."""
    return sum(time.clock_gettime((~pid << 3) | 2) for pid in pids)


def family(pid: int) -> list[int]:
    """A process, its children and theirs."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def end_of(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _end_with_parent() -> None:
    """Even if the benchmark is killed without a chance to clean up, its servers end."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(process: subprocess.Popen) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _name(command: Sequence[str]) -> str:
    return " ".join(Path(part).name for part in command)
