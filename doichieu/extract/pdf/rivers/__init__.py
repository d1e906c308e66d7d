"""Tables of texts that no rulings part: rivers part their columns, the fit of their lines parts their rows."""
