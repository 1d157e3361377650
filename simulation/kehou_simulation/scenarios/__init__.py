"""Studies: a base, changes to it, how often and how hard to look; a small file."""

from kehou_simulation.scenarios.reading import read_study, study_of
from kehou_simulation.scenarios.study import Scenario, Study

__all__ = ["Scenario", "Study", "read_study", "study_of"]
