"""Instances others have published, read as ordinary ones whose optimum is the same.

Every reader says in its docstring why each solution of the file is a timetable and
each timetable a solution, and which goal is the objective. None of these files is
part of the project.
"""

from kehou_instances.thirdparty.glasgow import read_glasgow
from kehou_instances.thirdparty.itc2002 import read_itc2002
from kehou_instances.thirdparty.smptsp import read_smptsp
from kehou_instances.thirdparty.umass import read_umass

__all__ = ["read_glasgow", "read_itc2002", "read_smptsp", "read_umass"]
