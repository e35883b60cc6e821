"""A server on loopback that nobody may come to."""

import socket
import threading
from contextlib import suppress


class Canary:
    """It notes who comes."""

    def __init__(self):
        self.heard = []
        self.asked = set()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.at = "{}:{}".format(*self.socket.getsockname())
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with suppress(OSError):
            while True:
                visitor, whence = self.socket.accept()
                self.heard.append(whence)
                visitor.close()

    def count(self):
        """How many came, without those who come here to ask; who came before was heard before."""
        with socket.create_connection(self.socket.getsockname()) as question:
            whence = question.getsockname()
            while whence not in self.heard:
                pass
        self.asked.add(whence)
        return len([one for one in self.heard if one not in self.asked])
