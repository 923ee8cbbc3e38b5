"""`stemma serve` as a person runs it: one line with the address, answers, ends on Ctrl-C; says what is in the way."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys

COMMAND = [sys.executable, "-m", "stemma", "serve"]


def test_the_address_is_one_line_and_answers_and_a_store_is_made(tmp_path):
    database = tmp_path / "new.db"
    command = [*COMMAND, "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        assert line.startswith("http://127.0.0.1:")
        port = int(line.rstrip("/\n").rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
    assert (rest, errors) == ("", "")
    assert process.returncode == 0
    assert database.exists()


def test_a_port_that_is_taken_is_named(tmp_path, site):
    command = [*COMMAND, "--db", str(tmp_path / "new.db"), "--port", str(site.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert str(site.port) in done.stderr
    assert "--port" in done.stderr
