"""What every part of the window may use: handed on as one value instead of globals."""

from __future__ import annotations

from pathlib import Path

import msgspec

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.command_hub import CommandHub
from smp_sim.ui.compare.compare_stage import CompareStage
from smp_sim.ui.messages import MessageBar
from smp_sim.ui.overlays.overlay import OverlayShelf
from smp_sim.ui.preferences import Preferences
from smp_sim.ui.session import Session
from smp_sim.ui.tasks import Tasks
from smp_sim.ui.tools.tool_shelf import ToolShelf


class Workbench(msgspec.Struct, frozen=True):
    """The open document, the canvas with its overlays and tools, and the ways to speak and to work.

    ``data_folder`` holds recovery copies and locks; None: the user's own.
    """

    session: Session
    canvas: Canvas
    compare: CompareStage
    overlays: OverlayShelf
    tools: ToolShelf
    messages: MessageBar
    tasks: Tasks
    preferences: Preferences
    commands: CommandHub
    data_folder: Path | None
