"""Lets `python -m kehou_api.cli` do what `kehou` does."""

from kehou_api.cli.main import main

if __name__ == "__main__":
    main()
