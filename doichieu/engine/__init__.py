"""Where work runs: guarded processes of this machine, or those of an existing cluster.

An engine applies one function to many items. Whatever an item does to the process that works on it (a
segmentation fault, an endless loop, all memory, an exit) becomes a `Fault` of that item; the others go on.
Nothing here knows of papers.
"""
