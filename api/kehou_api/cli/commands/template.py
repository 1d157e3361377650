"""`kehou template`: an empty workbook to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import JsonOption, LangOption, listen


def template(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", help=".xlsx 文件 / the file to write")
    ] = Path("kehou-template.xlsx"),
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """写出待填写的 Excel 模板 / write an empty workbook to fill in."""
    from kehou_api.cli.files import write_file
    from kehou_instances.workbook import write_template

    voice = listen(ctx, lang, as_json)
    write_file(output, write_template)
    voice.say(f"已写入 {output}", f"Written: {output}")
    voice.answer({"outcome": "written", "files": [str(output)]})
