"""Runs a program on a terminal of its own and says, line by line, when what was seen.

usage: pty_child.py FILE PROGRAM ARGUMENT...
FILE gets the program's standard output; its other streams are the terminal.
Each line on stdin is an order: `press` types Ctrl-C, `term` sends SIGTERM to the program.
Each line on stdout is JSON with the time in ms since the epoch: what was typed, what the terminal showed, how it ended.
"""
import json
import os
import pty
import select
import signal
import sys
import time


def tell(**what):
    sys.stdout.write(json.dumps({"at": time.time() * 1000, **what}) + "\n")
    sys.stdout.flush()


pid, terminal = pty.fork()
if pid == 0:
    out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.execvp(sys.argv[2], sys.argv[2:])

orders = b""
sources = [terminal, 0]
while terminal in sources:
    ready, _, _ = select.select(sources, [], [])
    if terminal in ready:
        try:
            shown = os.read(terminal, 65536)
        except OSError:
            shown = b""
        if shown:
            tell(shown=shown.decode("utf-8", "replace"))
        else:
            sources.remove(terminal)
    if 0 in ready:
        given = os.read(0, 4096)
        if not given:
            sources.remove(0)
        orders += given
        *lines, orders = orders.split(b"\n")
        for line in lines:
            at = time.time() * 1000
            if line == b"press":
                os.write(terminal, b"\x03")
            elif line == b"term":
                os.kill(pid, signal.SIGTERM)
            tell(given=line.decode(), given_at=at)

_, status = os.waitpid(pid, 0)
if os.WIFSIGNALED(status):
    tell(ended={"signal": signal.Signals(os.WTERMSIG(status)).name, "code": None})
else:
    tell(ended={"signal": None, "code": os.WEXITSTATUS(status)})
