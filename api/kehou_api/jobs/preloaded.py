"""What is loaded in the process that children are forked from; nothing else."""

import kehou_api.jobs.work
import kehou_solver.solve

__all__ = ["kehou_api", "kehou_solver"]
