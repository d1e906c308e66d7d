"""Parts of the benchmark of ingesting."""
