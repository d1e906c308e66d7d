"""The workbench: pages on which people decide on findings, cells and names, served to the browser of this machine."""
