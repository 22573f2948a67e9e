"""`python -m mtdetect`."""

from mtdetect.cli.app import main

if __name__ == "__main__":
    main()
