"""What the build of a wheel does beside packing: it compiles every mapping that it ships.

An editable installation does the same, so that a checkout behaves as an installation does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledMappings(BuildHookInterface[Any]):
    """Compiles the mappings that are not current, and packs them though git does not know them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before anything is packed. The source that is packed compiles, not one installed."""
        del version
        sys.path.insert(0, str(Path(self.root, "src")))
        from fairlead.formats.mappings import precompile

        precompile()
        build_data["artifacts"].append("/mappings/**/compiled*.py")
