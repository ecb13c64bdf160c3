"""The rules of a data package: a function for each rule, grouped by what they look at.

A rule takes a :class:`~dashboard.dataset.reading.load.Package` and yields the problems it
finds. It passes over what cannot be read: the reader has reported that already.
"""
