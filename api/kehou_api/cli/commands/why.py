"""`kehou why`: why a timetable lacks something, and what it would take to have it."""

from typing import Annotated

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    SecondsOption,
    SeedOption,
    TimetableFile,
    WorkersOption,
    listen,
)


def why(
    ctx: typer.Context,
    instance: InstanceFile,
    timetable: TimetableFile,
    wish: Annotated[
        str | None,
        typer.Option(
            metavar="PUPIL=CLUB",
            help="为何这名学生没进这个社团 / why has this child no seat there",
            show_default=False,
        ),
    ] = None,
    pin: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="为何第 N 项锁定做不到 / why can the N-th pin not be kept",
            show_default=False,
        ),
    ] = None,
    not_adult: Annotated[
        str | None,
        typer.Option(
            metavar="ADULT=SLOT",
            help="能否不让此人在此时段带班 / without this adult then",
            show_default=False,
        ),
    ] = None,
    not_merged: Annotated[
        str | None,
        typer.Option(
            metavar="CLASS=SLOT",
            help="能否让此班在此时段不合班 / without merging this class then",
            show_default=False,
        ),
    ] = None,
    not_room: Annotated[
        str | None,
        typer.Option(
            metavar="ROOM=SLOT",
            help="能否在此时段不用此场地 / without this room then",
            show_default=False,
        ),
    ] = None,
    family: Annotated[
        bool,
        typer.Option(
            "--family", help="只说可告知家长的话 / only what the family may read"
        ),
    ] = False,
    seconds: SecondsOption = 30.0,
    workers: WorkersOption = 8,
    seed: SeedOption = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """说明为何不行、要怎样才行 / why not, and what it would take.

    一次问一件事 / one question at a time. 3 = 没有办法 / no way was found.
    """
    from kehou_api.cli.asking import Words, question_of
    from kehou_api.cli.exits import Exit
    from kehou_api.cli.files import instance_from, timetable_from
    from kehou_api.cli.show.answer import document, show_answer
    from kehou_solver.domain.answer import Settings
    from kehou_solver.whynot import why_not

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    words = Words(wish, pin, not_adult, not_merged, not_room)
    answer = why_not(
        asked,
        timetable_from(timetable),
        question_of(asked, words),
        settings=Settings(seconds, workers, seed),
    )
    show_answer(voice, answer, family=family)
    voice.answer(document(answer, family=family))
    if not (answer.already or answer.possible or answer.needs):
        raise typer.Exit(Exit.IMPOSSIBLE if answer.complete else Exit.OUT_OF_TIME)
