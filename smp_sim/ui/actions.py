"""Every action as data: menus, command palette and shortcut overlay read this one list."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec, MenuId
from smp_sim.ui.hair_return import may_hair_return
from smp_sim.ui.library.library_actions import library_actions
from smp_sim.ui.look_actions import look_actions
from smp_sim.ui.picture_checks import ask_for_picture
from smp_sim.ui.practice.practice_actions import practice_actions
from smp_sim.ui.presets.preset_actions import preset_actions
from smp_sim.ui.proposal_actions import proposal_actions
from smp_sim.ui.sample_actions import sample_actions
from smp_sim.ui.steps import STEPS
from smp_sim.ui.tool_actions import tool_actions
from smp_sim.ui.translation import mark

#: The menus in their order.
MENUS: dict[MenuId, str] = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "view": mark("&View"),
    "plan": mark("&Plan"),
    "practice": mark("P&ractice"),
    "help": mark("&Help"),
}


def _file_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "open", mark("Open photo or case…"), "file", lambda w: w.files.choose(), ("Ctrl+O",)
        ),
        ActionSpec("paste-photo", mark("Paste photo"), "file", lambda w: w.paste(), ("Ctrl+V",)),
        *sample_actions(),
        ActionSpec(
            "save",
            mark("Save"),
            "file",
            lambda w: w.files.save(),
            ("Ctrl+S",),
            needs_photo=True,
            begins_group=True,
        ),
        ActionSpec(
            "save-as",
            mark("Save as…"),
            "file",
            lambda w: w.files.save_as(),
            ("Ctrl+Shift+S",),
            needs_photo=True,
        ),
        ActionSpec(
            "close-case",
            mark("Close case"),
            "file",
            lambda w: w.files.close_case(),
            ("Ctrl+W",),
            needs_photo=True,
        ),
    ]


def _recent_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "clear-recent",
            mark("Clear recent files"),
            "file",
            lambda w: w.bench.preferences.clear_recent(),
            begins_group=True,
        ),
        ActionSpec(
            "keep-recent",
            mark("Remember recent files"),
            "file",
            lambda w: w.looks.toggle_recent(),
            state=lambda w: w.bench.preferences.keeps_recent,
        ),
        ActionSpec(
            "quit", mark("Quit"), "file", lambda w: w.close(), ("Ctrl+Q",), begins_group=True
        ),
    ]


def _edit_actions() -> list[ActionSpec]:
    return [
        ActionSpec("undo", mark("Undo"), "edit", lambda w: w.undo_stack.undo(), ("Ctrl+Z",)),
        ActionSpec(
            "redo",
            mark("Redo"),
            "edit",
            lambda w: w.undo_stack.redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
        ),
        ActionSpec(
            "history",
            mark("History"),
            "edit",
            lambda w: w.looks.toggle_history(),
            ("Ctrl+H",),
            state=lambda w: not w.history.isHidden(),
        ),
    ]


def _view_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "fit",
            mark("Fit photo"),
            "view",
            lambda w: w.canvas.fit_photo(),
            ("0",),
            needs_photo=True,
        ),
        ActionSpec(
            "actual",
            mark("Actual pixels (100 %)"),
            "view",
            lambda w: w.canvas.show_actual_pixels(),
            ("1",),
            needs_photo=True,
        ),
        ActionSpec(
            "zoom-in",
            mark("Zoom in"),
            "view",
            lambda w: w.looks.zoom(1.25),
            ("Ctrl++", "Ctrl+="),
            needs_photo=True,
        ),
        ActionSpec(
            "zoom-out",
            mark("Zoom out"),
            "view",
            lambda w: w.looks.zoom(0.8),
            ("Ctrl+-",),
            needs_photo=True,
        ),
    ]


def _compare_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "before",
            mark("Before"),
            "view",
            lambda w: w.looks.begin_before(),
            ("\\",),
            state=lambda w: w.bench.compare.mode == "before",
            needs_photo=True,
            repeats=False,
            begins_group=True,
        ),
        ActionSpec(
            "split",
            mark("Split"),
            "view",
            lambda w: w.looks.toggle_compare("split"),
            ("Y",),
            state=lambda w: w.bench.compare.mode == "split",
            needs_photo=True,
        ),
        *_grid_actions(),
        ActionSpec(
            "hair-returns",
            mark("If hair grows back"),
            "view",
            lambda w: w.looks.toggle_hair_return(),
            ("Shift+H",),
            state=lambda w: w.bench.session.viewing.hair_returns,
            needs_photo=True,
            possible=lambda w: may_hair_return(w.bench.session.case),
        ),
        ActionSpec(
            "client",
            mark("Client view"),
            "view",
            lambda w: w.looks.toggle_client_view(),
            ("F11",),
            state=lambda w: w.looks.shows_client_view,
            needs_photo=True,
        ),
        ActionSpec(
            "play",
            mark("Play the healing"),
            "view",
            lambda w: w.timeline.toggle_play(),
            ("P",),
            needs_photo=True,
        ),
    ]


def _grid_actions() -> list[ActionSpec]:
    """Give the ways to compare that show several pictures."""
    return [
        ActionSpec(
            mode,
            title,
            "view",
            lambda w, mode=mode: w.looks.toggle_compare(mode),  # type: ignore[misc]  # bound now
            keys,
            state=lambda w, mode=mode: w.bench.compare.mode == mode,  # type: ignore[misc]
            needs_photo=True,
        )
        for mode, title, keys in (
            ("side", mark("Side by side"), ("Shift+Y",)),
            ("designs", mark("Compare designs"), ("Shift+D",)),
            ("range", mark("Expected range side by side"), ("Shift+R",)),
        )
    ]


def _overlay_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "overlays",
            mark("Hide overlays"),
            "view",
            lambda w: w.looks.toggle_overlays(),
            ("O",),
            state=lambda w: w.bench.overlays.all_hidden,
            begins_group=True,
        ),
        *(
            ActionSpec(
                f"overlay-{name}",
                title,
                "view",
                lambda w, name=name: w.looks.toggle_overlay(name),  # type: ignore[misc]  # bound now
                keys,
                state=lambda w, name=name: w.bench.overlays.is_on(name),  # type: ignore[misc]
            )
            for name, title, keys in (
                ("grid", mark("10 mm grid"), ("G",)),
                ("midline", mark("Midline"), ("M",)),
                ("thirds", mark("Facial thirds"), ("T",)),
                ("growth", mark("The way hair grows"), ()),
                ("areas", mark("Areas"), ()),
                ("outlook", mark("If loss goes on (Norwood VI)"), ()),
                ("hairline", mark("Hairline"), ()),
            )
        ),
    ]


def _plan_actions() -> list[ActionSpec]:
    steps = [
        ActionSpec(
            f"step-{step.id}",
            step.title,
            "plan",
            lambda w, name=step.id: w.show_step(name),  # type: ignore[misc]  # bound now
            (f"Ctrl+{number}",),
        )
        for number, step in enumerate(STEPS, start=1)
    ]
    views = [
        ActionSpec(
            "keep-design",
            mark("Keep this plan as a design"),
            "plan",
            lambda w: w.looks.keep_design(),
            ("Ctrl+D",),
            needs_photo=True,
            begins_group=True,
        ),
        ActionSpec(
            "next-photo",
            mark("Next photo"),
            "plan",
            lambda w: w.looks.step_view(1),
            ("Ctrl+PgDown",),
            needs_photo=True,
            begins_group=True,
        ),
        ActionSpec(
            "previous-photo",
            mark("Previous photo"),
            "plan",
            lambda w: w.looks.step_view(-1),
            ("Ctrl+PgUp",),
            needs_photo=True,
        ),
    ]
    return steps + views + preset_actions() + proposal_actions() + tool_actions()


def _help_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "palette",
            mark("Find an action…"),
            "help",
            lambda w: w.looks.open_palette(),
            ("Ctrl+Shift+P",),
        ),
        ActionSpec(
            "shortcuts",
            mark("Keyboard shortcuts"),
            "help",
            lambda w: w.looks.toggle_shortcuts(),
            ("?", "F1"),
        ),
        ActionSpec(
            "check-picture",
            mark("Check a picture…"),
            "help",
            lambda w: ask_for_picture(w.bench, w),
            needs_photo=True,
        ),
        ActionSpec("tour", mark("Show the tour"), "help", lambda w: w.looks.start_tour()),
    ]


def all_actions() -> tuple[ActionSpec, ...]:
    """Give every action, menu by menu."""
    return (
        *_file_actions(),
        *library_actions(),
        *_recent_actions(),
        *_edit_actions(),
        *_view_actions(),
        *_compare_actions(),
        *_overlay_actions(),
        *look_actions(),
        *_plan_actions(),
        *practice_actions(),
        *_help_actions(),
    )
