"""`kehou serve` and `kehou worker`: the service."""

from typing import Annotated

import typer


def serve(
    host: Annotated[
        str | None, typer.Option("--host", help="监听地址 / address to listen on")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="端口 / port")
    ] = None,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="首次启动时附带演示学校 / with a school to try"),
    ] = False,
    worker: Annotated[
        bool,
        typer.Option(
            "--worker/--no-worker", help="同时启动求解进程 / start a worker too"
        ),
    ] = True,
) -> None:
    """启动服务 / start the service: web, database and a worker.

    设置见 kehou settings / settings: see kehou settings.
    """
    from kehou_api.serving import serve as serve_it
    from kehou_api.settings import ServiceSettings

    given = {"host": host, "port": port}
    asked = {name: value for name, value in given.items() if value is not None}
    settings = ServiceSettings.model_validate(ServiceSettings().model_dump() | asked)
    serve_it(settings, demo=demo, with_worker=worker)


def worker(
    beside_keeper: Annotated[
        bool,
        typer.Option(
            "--beside-keeper", hidden=True, help="随启动者结束 / ends with it"
        ),
    ] = False,
) -> None:
    """启动求解进程 / start a worker beside `kehou serve --no-worker`."""
    from kehou_api.jobs.worker import run_worker
    from kehou_api.settings import ServiceSettings

    run_worker(ServiceSettings(), beside_keeper=beside_keeper)


def settings() -> None:
    """列出服务的设置 / print the settings of the service, and where they come from."""
    from rich.console import Console
    from rich.table import Table

    from kehou_api.settings import ServiceSettings

    now = ServiceSettings()
    table = Table("变量 / variable", "现值 / now", "含义 / meaning")
    for name, field in ServiceSettings.model_fields.items():
        value = str(getattr(now, name))
        table.add_row(f"KEHOU_{name.upper()}", value, field.description)
    Console().print(table)
