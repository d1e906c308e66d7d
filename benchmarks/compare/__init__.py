"""What the benchmarks share: readers behind one face, files with truth, scores."""
