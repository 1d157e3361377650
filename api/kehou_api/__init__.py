"""How people and programs reach the planner."""
