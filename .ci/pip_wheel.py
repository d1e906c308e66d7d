"""Fetch pip's wheel from PyPI into a folder, for a Python that comes without ensurepip; prints its path."""

import json
import sys
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

INDEX = "https://pypi.org/pypi/pip/json"

with urlopen(INDEX) as answer:
    files = json.load(answer)["urls"]
wheel = next(file for file in files if file["filename"].endswith(".whl"))
target = Path(sys.argv[1]) / wheel["filename"]
with urlopen(urljoin(INDEX, wheel["url"])) as answer:
    target.write_bytes(answer.read())
print(target)
