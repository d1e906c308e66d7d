"""What the command line is made of: groups of commands, their options, and what they print."""
