"""Figures of a paragraph as a whole: one slip of the pen that explains what does not hold, told where it is no chance."""
