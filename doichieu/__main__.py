"""`python -m doichieu`: the command line without its script."""

from doichieu.cli import main

main()
