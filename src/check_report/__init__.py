"""Checks the quarterly activity reports of electoral commissions before they are approved."""

__version__ = "0.1.0"
