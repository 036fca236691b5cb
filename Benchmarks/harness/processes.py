"""Processes of ours: started in sessions of their own, measured by session, ended by id."""

import os
import signal
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def start(arguments, log, environment=None):
    """Starts a program that leads a session; its output goes to the log."""
    with open(log, "ab") as file:
        return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, start_new_session=True)


def end(process):
    """Asks, waits, and then insists."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def fields():
    """Of every process its id and the fields of /proc/PID/stat after the name: [3] session, [11] and [12] its time."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name) as file:
                    yield int(name), file.read().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                pass


def cpu_seconds(sessions):
    """What all processes of the sessions have spent, in user and in kernel mode."""
    return sum(int(each[11]) + int(each[12]) for _, each in fields() if int(each[3]) in sessions) / TICKS


def resident_bytes(pid):
    """Memory of the process that is in use now."""
    with open("/proc/%d/statm" % pid) as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def wait_until(condition, what, seconds=30):
    """Waits for a condition; fails when it has not come true by then."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.02)
