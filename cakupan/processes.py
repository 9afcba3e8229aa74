"""Programs that run beside this one: each in a session of its own, with its log, and ended as a whole."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 10
"""Seconds that a program has to end itself before it is killed."""
PR_SET_PDEATHSIG = 1


def _end_with_parent():
    """Let the kernel end this program when the launcher itself is killed and cannot."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Processes:
    """The programs that one launcher started; `stop` ends all of them with everything that they started."""

    def __init__(self, log_folder):
        self.log_folder = Path(log_folder)
        self.log_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.running = {}

    def start(self, name, command, environment):
        """Start `command`; what it says goes to `<name>.log`, written anew."""
        descriptor = os.open(self.log(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as log:
            self.running[name] = self._popen(command, environment, stdout=log, stderr=log)

    def run(self, command, environment):
        """Run `command` to its end on this terminal; its exit code."""
        self.running[""] = self._popen(command, environment)
        return self.wait("")

    def wait(self, name):
        """Wait until the program ends by itself; its exit code."""
        code = self.running[name].wait()
        del self.running[name]
        return code

    def _popen(self, command, environment, **streams):
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 no threads here
            **streams,
        )

    def log(self, name):
        return self.log_folder / f"{name}.log"

    def ended(self):
        """The name of a program that has ended by itself, else None."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def exit_code(self, name):
        """How a program that has ended did so; negative: by that signal."""
        return self.running[name].returncode

    def last_lines(self, name, count=15):
        """The last lines of a log."""
        return "\n".join(self.log(name).read_text(encoding="utf-8", errors="replace").splitlines()[-count:])

    def stop(self):
        """End them all and wait for it; whoever does not listen is killed."""
        for process in self.running.values():
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(_alive(process) for process in self.running.values()):
            time.sleep(0.05)
        for process in self.running.values():
            _signal(process, signal.SIGKILL)
            process.wait()
        self.running.clear()


def _signal(process, number):
    """Send a signal to the program and to everything that it started."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _alive(process):
    """Whether the program, or anything of its session that it left behind, is still there."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def catches(pid, number):
    """Whether the process has a handler of its own for the signal; False where it is gone or cannot be asked."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) & 1 << (number - 1))
