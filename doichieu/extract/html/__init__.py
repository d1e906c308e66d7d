"""Web pages and MHT: blocks, tables and fonts of markup that browsers accept."""
