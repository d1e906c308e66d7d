"""Mutated papers: what a reader may do with them is read them or say why not, in time and in its memory.

python -m tests.fuzz --seconds 3600 --keep found/      # media in turn, until the time is over
python -m tests.fuzz --media xlsx docx --seed 7
python -m tests.fuzz --media doc rtf odt biff          # as LibreOffice saves them; it has to be installed
python -m tests.fuzz.covered docx -- -max_total_time=600   # guided by coverage; needs atheris
"""
