"""One module a family: what the family says when its checks do not hold; `prose/` has those on the text."""
