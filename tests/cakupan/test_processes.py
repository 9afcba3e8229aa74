import os
import signal
import subprocess
import sys
import time

from cakupan import processes
from cakupan.processes import Processes

STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
print(os.getpid(), flush=True)
time.sleep(600)
"""
LAUNCHER = """
import os, sys
from cakupan.processes import Processes
started = Processes(sys.argv[1])
started.start("one", ["sleep", "600"], dict(os.environ))
print(started.running["one"].pid, flush=True)
signal = __import__("signal"); signal.pause()
"""


def wait_for(found, seconds=20):
    deadline = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def gone(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] == "Z"
    except OSError:
        return True


def test_stop_ends_also_what_does_not_listen_and_what_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.3)
    started = Processes(tmp_path)
    started.start("stubborn", [sys.executable, "-c", STUBBORN], dict(os.environ))
    wait_for(lambda: len(started.log("stubborn").read_text().split()) == 2)
    pids = started.log("stubborn").read_text().split()
    started.stop()
    wait_for(lambda: all(map(gone, pids)))


def test_who_ends_alone_is_named_with_its_last_lines(tmp_path):
    started = Processes(tmp_path)
    started.start("short", [sys.executable, "-c", "print(*range(40), sep='\\n')"], dict(os.environ))
    wait_for(lambda: started.ended() == "short")
    assert started.last_lines("short", 2) == "38\n39"
    started.stop()


def test_nothing_outlives_a_launcher_that_was_killed(tmp_path):
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, str(tmp_path)], stdout=subprocess.PIPE)
    pid = int(launcher.stdout.readline())
    assert not gone(pid)
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    launcher.stdout.close()
    wait_for(lambda: gone(pid))
