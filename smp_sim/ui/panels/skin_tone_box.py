"""A choice of skin tones, each with its colour: six classes by angle and ten Monk swatches."""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from smp_sim.model.client import Client, skin_class
from smp_sim.ui.presets.preset_colours import colour_shown
from smp_sim.ui.session import Session
from smp_sim.ui.translation import spoken, tr

# The document room brings NumPy: imported on use.
# ruff: noqa: PLC0415

_CHIP_PX = 16


class SkinToneBox(QComboBox):
    """Chooses a tone for the client; the list is read from the library when it is first opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(tr("Skin tone"))
        self.addItem("")
        self.activated.connect(self._take)

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    def fill(self) -> None:
        """Read the tones into the list, once."""
        if self.count() > 1:
            return
        from smp_sim.document.presets.skin_tone_choice import tone_entries

        for name, entry in tone_entries().items():
            chip = QPixmap(_CHIP_PX, _CHIP_PX)
            chip.fill(QColor(colour_shown(entry) or "#808080"))
            self.addItem(QIcon(chip), spoken(entry.name), name)

    def show_client(self, client: Client) -> None:
        """Say which tone the client has; what was measured goes before a swatch."""
        self.setItemText(0, _told(client))
        self.setCurrentIndex(0)

    def _take(self, index: int) -> None:
        name = self.itemData(index)
        if not name:
            return
        from smp_sim.document.presets.skin_tone_choice import choose_tone

        self._session.begin_gesture()
        self._session.edit(tr("Change skin tone"), lambda case: choose_tone(case, name))


def _told(client: Client) -> str:
    if client.skin_ita_deg is None and not client.monk_tone:
        return tr("Choose a skin tone…")
    monk = tr("Monk {tone}", tone=client.monk_tone) if client.monk_tone else ""
    if client.skin_ita_deg is None:
        return monk
    named = tr(_CLASS_WORDS[skin_class(client.skin_ita_deg)])
    return f"{named} ({monk})" if monk else named


#: The classes as the library calls them.
_CLASS_WORDS = {
    "very light": "Very light (ITA)",
    "light": "Light (ITA)",
    "intermediate": "Intermediate (ITA)",
    "tan": "Tan (ITA)",
    "brown": "Brown (ITA)",
    "dark": "Dark (ITA)",
}
