"""Encodings of Vietnamese from before Unicode: TCVN3, VNI, VPS, VISCII, Windows-1258.

A font's name tells the encoding of a run; where no font is named, the letters do.
"""
