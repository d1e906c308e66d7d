"""The dataset: schemas, rows, an atomic store of Parquet folders, and exports.

Import the module you need (`doichieu.dataset.store`, `doichieu.dataset.export`): each imports
pyarrow, which takes half a second, so this package imports none of them by itself.
"""
