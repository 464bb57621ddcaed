"""`python -m iro_embedded` is the `iro` command."""

from iro_embedded.cli import main

if __name__ == "__main__":
    main()
