"""Write a city: one file for each community, `city.json` last."""

from collections.abc import Sequence
from pathlib import Path

from kehou_api.cli.counting import Step
from kehou_api.cli.files import holding, write_file, write_folder
from kehou_instances.city import CityInputs, CityPlan, CommunityPlan, make_community
from kehou_instances.city.document import (
    FOLDER,
    CityDocument,
    CityFile,
    city_document,
    city_file,
    community_text,
    file_name,
)
from kehou_solver.errors import InvalidFile, Problem

CITY_FILE = "city.json"


def write_city(
    folder: Path,
    plan: CityPlan,
    taken: Sequence[CommunityPlan],
    inputs: CityInputs,
    step: Step,
) -> CityDocument:
    """Make and write one community after the other; only one is in memory.

    Raises:
        InputError: if a required number is missing, or the folder holds another city.
    """
    names = {file_name(each): each for each in taken}
    _refuse_another_city(folder, set(names))
    files: list[CityFile] = []

    def write(path: Path) -> None:
        made = make_community(plan, names[path.name].id, inputs)
        content = community_text(made).encode()
        path.write_bytes(content)
        files.append(city_file(made, content))
        step(made.plan.id)

    write_folder(folder / FOLDER, dict.fromkeys(names, write))
    document = city_document(plan, inputs, files)
    text = document.model_dump_json(indent=1) + "\n"
    write_file(folder / CITY_FILE, holding(text))
    return document


def _refuse_another_city(folder: Path, names: set[str]) -> None:
    """Refuse a folder in which old communities would lie among the new ones."""
    old = sorted(path.name for path in (folder / FOLDER).glob("*.json"))
    others = [name for name in old if name not in names]
    if others:
        zh = "此处已有别的城市的文件；请换一个文件夹，或先清空"
        en = "files of another city are here; choose another folder or empty this one"
        raise InvalidFile([Problem(str(folder / FOLDER), others[0], zh, en)])
