"""How the window looks: neutral greys so that skin is judged fairly, and one accent colour."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from smp_sim.document.disk.assets import asset_path

ThemeName = Literal["dark", "light"]
ThemeChoice = Literal["dark", "light", "system"]


class Theme(msgspec.Struct, frozen=True):
    """Every colour of the window, as #rrggbb. All but accent and the three lights are neutral."""

    name: ThemeName
    window: str
    panel: str
    base: str
    line: str
    text: str
    muted: str
    chosen: str
    canvas: str
    accent: str
    on_accent: str
    good: str
    caution: str
    bad: str


DARK = Theme(
    name="dark",
    window="#262626",
    panel="#303030",
    base="#1c1c1c",
    line="#4a4a4a",
    text="#ececec",
    muted="#b0b0b0",
    chosen="#414141",
    canvas="#484848",
    accent="#5aaad8",
    on_accent="#0c1c26",
    good="#7fc48a",
    caution="#e3b34c",
    bad="#ee8a7c",
)

LIGHT = Theme(
    name="light",
    window="#eeeeee",
    panel="#f9f9f9",
    base="#ffffff",
    line="#c4c4c4",
    text="#1c1c1c",
    muted="#575757",
    chosen="#e2e2e2",
    canvas="#a6a6a6",
    accent="#1c6c9e",
    on_accent="#ffffff",
    good="#256d35",
    caution="#7e5600",
    bad="#a82c1e",
)

THEMES: dict[ThemeName, Theme] = {"dark": DARK, "light": LIGHT}

#: Least height of what can be pressed, in px: with a mouse, and with a finger (WCAG 2.5.5: 44).
MOUSE_TARGET_PX = 30
TOUCH_TARGET_PX = 44

TextSize = Literal["normal", "large", "larger"]

#: Text sizes in pt; the smallest one is readable over a client's shoulder.
TEXT_PT: dict[TextSize, float] = {"normal": 11.0, "large": 12.5, "larger": 14.0}


_Widget = TypeVar("_Widget", bound=QWidget)


def named(widget: _Widget, name: str) -> _Widget:
    """Give a widget the name by which the style sheet dresses it."""
    widget.setObjectName(name)
    return widget


def theme_of(app: QApplication) -> Theme:
    """Give the theme that the application wears (dark where none was applied)."""
    return THEMES.get(app.property("smp_theme"), DARK)


def current_theme() -> Theme:
    """Give the running application's theme."""
    app = QApplication.instance()
    return theme_of(app) if isinstance(app, QApplication) else DARK


#: The application's property that says it wears the Fusion style.
FUSION = "smp_fusion"


def target_px() -> int:
    """Give the least height of buttons and handles, in px, in the mode that is on."""
    app = QApplication.instance()
    touch = app is not None and bool(app.property("smp_touch"))
    return TOUCH_TARGET_PX if touch else MOUSE_TARGET_PX


def text_pt(normal_pt: float) -> float:
    """Give the size in pt of what is ``normal_pt`` large at the normal text size."""
    app = QApplication.instance()
    chosen: TextSize = (app and app.property("smp_text")) or "normal"
    return normal_pt * TEXT_PT[chosen] / TEXT_PT["normal"]


def text_px(normal_px: int) -> int:
    """Give the length in px of what holds words and is so long at the normal text size."""
    return round(text_pt(normal_px))


def resolved(choice: ThemeChoice) -> ThemeName:
    """Give the theme that a choice means now; where the system has no wish it is the dark one."""
    if choice != "system":
        return choice
    return "light" if system_scheme() == Qt.ColorScheme.Light else "dark"


def system_scheme() -> Qt.ColorScheme:
    """Give what the system asks for: light, dark, or nothing."""
    return QGuiApplication.styleHints().colorScheme()


def apply_theme(
    app: QApplication, choice: ThemeChoice, *, touch: bool = False, text: TextSize = "normal"
) -> None:
    """Dress the whole application in a theme; ``touch`` makes every target at least 44 px.

    Parts that have a width of their own take that of another text size when they are made anew.
    """
    name = resolved(choice)
    theme = THEMES[name]
    app.setProperty("smp_theme", name)
    app.setProperty("smp_touch", touch)
    app.setProperty("smp_text", text)
    # Asking Qt for its style brings some 500 names of style parts into Python (5 ms at start).
    if not app.property(FUSION):
        app.setProperty(FUSION, True)
        app.setStyle("Fusion")
    font = app.font()
    font.setPointSizeF(TEXT_PT[text])
    app.setFont(font)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme, target_px()))


def palette_of(theme: Theme) -> QPalette:
    """Make Qt's palette ourselves: not every desktop has a dark mode to ask for."""
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.panel,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _faded(theme))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, _faded(theme))
    return palette


def _faded(theme: Theme) -> QColor:
    text, window = QColor(theme.text), QColor(theme.window)
    return QColor(
        (text.red() * 45 + window.red() * 55) // 100,
        *[
            (a * 45 + b * 55) // 100
            for a, b in ((text.green(), window.green()), (text.blue(), window.blue()))
        ],
    )


_STYLE = """
QWidget#panel, QWidget#rail, QWidget#strip {{ background: {panel}; }}
QWidget#rail, QWidget#panel {{ border: none; }}
QFrame#rule {{ background: {line}; border: none; }}
QLabel#heading {{ font-size: {heading}pt; font-weight: 600; }}
QLabel#section {{ font-weight: 600; color: {text}; }}
QLabel#hint, QLabel#unit {{ color: {muted}; }}
QLabel#caution {{ color: {caution}; }}
QLabel#loud {{ color: {caution}; font-weight: 600; }}
QPushButton, QToolButton, QComboBox, QAbstractSpinBox, QLineEdit {{
  min-height: {inner}px; border: 1px solid {line}; border-radius: 5px; padding: 1px 8px;
  background: {base}; color: {text}; }}
QPushButton, QToolButton {{ background: {panel}; }}
QPushButton:hover, QToolButton:hover {{ border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
  background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QAbstractSpinBox:focus,
QLineEdit:focus, QListWidget:focus, QTreeWidget:focus {{ border: 2px solid {accent};
  padding: 0px 7px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; border-color: {line}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0px; min-height: 0px;
  background: transparent; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; font-weight: 600;
  border-color: {accent}; min-height: {target}px; }}
QPushButton#primary:disabled {{ background: {panel}; color: {muted}; border-color: {line}; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#step {{ text-align: left; border: none; border-radius: 6px; padding: 4px 10px;
  min-height: {step}px; background: transparent; }}
QPushButton#step:hover {{ background: {window}; }}
QPushButton#step:checked {{ background: {chosen}; color: {text}; font-weight: 600;
  border-left: 4px solid {accent}; border-radius: 0px; padding-left: 6px; }}
QPushButton#step:focus {{ border: 2px solid {accent}; padding: 2px 8px; }}
QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: {bar}px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu {{ background: {panel}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: {menu}px 26px {menu}px 22px; border-radius: 4px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::item:disabled {{ color: {muted}; }}
QSlider#value::groove:horizontal {{ height: 4px; border-radius: 2px; background: {line}; }}
QSlider#value::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider#value::handle:horizontal {{ width: {across}px; height: {across}px; margin: -{lift}px 0;
  border-radius: {round}px; background: {text}; border: 2px solid {panel}; }}
QSlider#value::handle:horizontal:focus {{ border-color: {accent}; }}
QSlider#value {{ min-height: {inner}px; }}
QListWidget, QTableWidget, QTreeWidget, QUndoView {{ background: {base}; border: 1px solid {line};
  border-radius: 5px; }}
QListWidget#film {{ background: {panel}; border: none; }}
QListWidget::item, QUndoView::item {{ border-radius: 5px; min-height: {inner}px;
  padding: 2px 6px; }}
QTreeWidget::item {{ min-height: {inner}px; }}
QListWidget::item:selected, QUndoView::item:selected {{ background: {accent};
  color: {on_accent}; }}
QListWidget#film::item:selected {{ background: {chosen}; color: {text};
  border-bottom: 3px solid {accent}; border-radius: 0px; }}
QHeaderView::section {{ background: {panel}; color: {muted}; border: none; padding: 4px; }}
QFrame#toast {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QFrame#palette {{ background: {panel}; border: 2px solid {accent}; border-radius: 8px; }}
QToolButton:checked:disabled, QPushButton:checked:disabled {{ background: {line}; color: {text};
  border-color: {line}; }}
QProgressBar {{ border: none; border-radius: 4px; background: {line}; min-height: 8px;
  max-height: 8px; }}
QProgressBar::chunk {{ border-radius: 4px; background: {accent}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QScrollArea, QScrollArea > QWidget > QWidget#panel {{ border: none; }}
QScrollBar:vertical {{ background: {panel}; width: 12px; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 5px; min-height: 36px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0px; width: 0px; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow, QPushButton::menu-indicator {{ image: url("{arrow}"); width: 14px;
  height: 14px; }}
QPushButton::menu-indicator {{ subcontrol-position: right center; right: 8px; }}
QDateEdit::drop-down {{ border: none; width: 26px; }}
QDateEdit::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {base}; color: {text}; border: 1px solid {line};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QCheckBox, QRadioButton {{ min-height: {target}px; spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 18px; height: 18px;
  border: 1px solid {muted}; border-radius: 4px; background: {base}; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {accent};
  border-color: {accent}; image: url("{tick}"); }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {accent}; border-radius: 5px; }}
"""


def style_sheet(theme: Theme, target: int) -> str:
    """Write the style sheet of a theme for targets of ``target`` px."""
    colours = {field: getattr(theme, field) for field in Theme.__struct_fields__}
    knob = target // 2 + 3
    return _STYLE.format(
        **colours,
        target=target,
        inner=target - 4,  # a line of 1 px and 1 px of air above and below
        step=target + 8,
        menu=max(4, (target - 20) // 2),
        bar=max(4, (target - 12) // 2),
        arrow=asset_path(f"icons/arrow-{theme.name}.svg").as_posix(),
        tick=asset_path(f"icons/tick-{theme.name}.svg").as_posix(),
        heading=text_pt(15.0),
        across=knob - 4,  # its line of 2 px is drawn outside
        lift=(knob - 4) // 2,
        round=knob // 2,
    )
