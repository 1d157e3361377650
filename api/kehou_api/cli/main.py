"""The `kehou` command itself, and how every error becomes an exit code."""

import os
import sys
from typing import Annotated

import typer

from kehou_api.cli.commands.cheapest import cheapest
from kehou_api.cli.commands.check import check
from kehou_api.cli.commands.city import city
from kehou_api.cli.commands.db import db
from kehou_api.cli.commands.demo import demo
from kehou_api.cli.commands.explain import explain
from kehou_api.cli.commands.generate import generate
from kehou_api.cli.commands.lottery import lottery
from kehou_api.cli.commands.prices import prices
from kehou_api.cli.commands.repair import repair
from kehou_api.cli.commands.report import report
from kehou_api.cli.commands.resilience import resilience
from kehou_api.cli.commands.schema import schema
from kehou_api.cli.commands.serve import serve, settings, worker
from kehou_api.cli.commands.solve import solve
from kehou_api.cli.commands.study import study
from kehou_api.cli.commands.template import template
from kehou_api.cli.commands.tune import tune
from kehou_api.cli.commands.why import why
from kehou_api.cli.exits import Exit
from kehou_api.cli.options import JsonOption, LangOption, listen
from kehou_api.cli.voice import Voice
from kehou_solver.errors import DefectError, InputError

app = typer.Typer(
    name="kehou",
    help="课后服务排课 / the scheduler for after-school service",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (demo, solve, check, explain, report, generate, template, schema, why):
    app.command()(command)
app.command()(city)
app.command()(repair)
app.command()(resilience)
app.command()(tune)
app.command()(study)
app.command()(prices)
app.command()(cheapest)
app.command()(serve)
app.command()(worker)
app.command()(settings)
app.add_typer(lottery)
app.add_typer(db)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"kehou {version('kehou')}")  # noqa: T201
        raise typer.Exit


@app.callback()
def everywhere(
    ctx: typer.Context,
    lang: LangOption = None,
    as_json: JsonOption = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="版本 / print the version",
        ),
    ] = False,
) -> None:
    """课后服务排课 / the scheduler for after-school service."""
    listen(ctx, lang, as_json)


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console must not stop us
    code = run(sys.argv[1:])
    if code == Exit.ABORTED:
        # The solver may still be deep in its own threads; do not wait for it.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(words: list[str]) -> int:
    """Run one command line and return its exit code; nothing ends in a traceback."""
    voice = Voice(os.environ.get("KEHOU_LANG", "zh"))
    command = typer.main.get_command(app)
    try:
        # Usage errors are printed by typer itself, which then leaves with code 2.
        command.main(args=words, prog_name="kehou", obj=voice)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else Exit.DEFECT
    except InputError as error:
        return _refuse(voice, error)
    except KeyboardInterrupt:
        voice.complain("已中止，没有写入任何文件。", "Aborted; nothing was written.")
        return Exit.ABORTED
    except Exception as error:
        if os.environ.get("KEHOU_TRACEBACK"):
            raise
        return _own_up(voice, error)
    return Exit.DONE


def _refuse(voice: Voice, error: InputError) -> int:
    """Say everything that is wrong with the input, one problem a line."""
    count = len(error.problems)
    voice.answer(
        {
            "outcome": "refused",
            "code": error.code,
            "problems": [vars(problem) for problem in error.problems],
        }
    )
    voice.complain(
        f"输入有 {count} 处问题（{error.code}）：",
        f"The input has {count} problem(s) ({error.code}):",
        style="bold red",
    )
    for problem in error.problems:
        voice.complain(f"- {problem.line('zh')}", f"- {problem.line('en')}")
    return Exit.BAD_INPUT


def _own_up(voice: Voice, error: Exception) -> int:
    """Say that the mistake is ours; details only for whoever asks for them."""
    code = error.code if isinstance(error, DefectError) else "defect.unexpected"
    voice.answer({"outcome": "defect", "code": code})
    voice.complain(
        f"程序自身出错（{code}，{type(error).__name__}），不是数据的问题。"
        "请把命令和输入文件发给维护者；设 KEHOU_TRACEBACK=1 可看细节。",
        f"This is our own mistake ({code}, {type(error).__name__}), not your data's. "
        "Please send us the command and the input; KEHOU_TRACEBACK=1 shows details.",
        style="bold red",
    )
    return Exit.DEFECT
