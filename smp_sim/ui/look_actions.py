"""The actions that change how the window looks: panels, theme, touch, text size and language."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.theme import TextSize, resolved
from smp_sim.ui.translation import mark


def look_actions() -> list[ActionSpec]:
    """Give what changes the look of the window: panels, theme, touch, text size, language."""
    return [
        ActionSpec(
            "panels",
            mark("Hide panels"),
            "view",
            lambda w: w.looks.toggle_panels(),
            ("Tab",),
            state=lambda w: w.rail.isHidden(),
            on_canvas=True,
            begins_group=True,
        ),
        ActionSpec(
            "dark",
            mark("Dark theme"),
            "view",
            lambda w: w.looks.toggle_theme(),
            state=lambda w: resolved(w.bench.preferences.theme) == "dark",
        ),
        ActionSpec(
            "system-theme",
            mark("Theme of the system"),
            "view",
            lambda w: w.looks.toggle_system_theme(),
            state=lambda w: w.bench.preferences.theme == "system",
        ),
        ActionSpec(
            "touch",
            mark("Touch mode"),
            "view",
            lambda w: w.looks.toggle_touch(),
            state=lambda w: w.bench.preferences.touch,
        ),
        *_text_sizes(),
        ActionSpec(
            "english",
            mark("Language: English"),
            "view",
            lambda w: w.looks.choose_language("en"),
            state=lambda w: w.looks.language == "en",
            begins_group=True,
        ),
        ActionSpec(
            "german",
            mark("Language: German"),
            "view",
            lambda w: w.looks.choose_language("de"),
            state=lambda w: w.looks.language == "de",
        ),
    ]


def _text_sizes() -> list[ActionSpec]:
    sizes: tuple[tuple[TextSize, str], ...] = (
        ("normal", mark("Text: normal")),
        ("large", mark("Text: large")),
        ("larger", mark("Text: larger")),
    )
    return [
        ActionSpec(
            f"text-{size}",
            title,
            "view",
            lambda w, size=size: w.looks.choose_text_size(size),  # type: ignore[misc]  # bound now
            state=lambda w, size=size: w.bench.preferences.text_size == size,  # type: ignore[misc]
            begins_group=size == "normal",
        )
        for size, title in sizes
    ]
