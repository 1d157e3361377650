"""Timefold, as its own tutorials would model the problem.

Needs the package `timefold` and a Java virtual machine, 17 or newer; neither is a
dependency of the project. See docs/how-to-benchmark.md.
"""
