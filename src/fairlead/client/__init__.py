"""Client: what asks programs of other people, over the network and only when somebody says so."""

from __future__ import annotations

from fairlead.client.authority import ask

__all__ = ["ask"]
