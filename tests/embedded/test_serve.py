import socket
import sys

from tests.embedded.launching import ELSEWHERE, launch


def test_a_taken_port_is_named_before_anything_starts():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, out, err = launch(
            "--", sys.executable, "-m", "giftshop.embedded.serve", environment=ELSEWHERE | {"PORT": port}
        )
    assert (code, out) == (1, "")
    assert f"Cannot listen on 127.0.0.1 port {port}" in err
