"""Undo and redo of anything, and what is said about them."""

from hypothesis import HealthCheck, settings
from machine import UndoMachine

TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
