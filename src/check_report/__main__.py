"""Lets `python -m check_report` do what the command `check-report` does."""

from check_report.cli import main

if __name__ == "__main__":
    main()
