"""Arranque, demostración y revisión del proyecto; se usan por medio de `make`."""
