"""Checks judge a page's links and disclosures; level, path and output are decided here and later.

A check is a module: its docstring is its documentation (what, why, examples, options), `ID` its name, `OPTIONS` what a
policy may set with the values that hold otherwise, and `check` a generator of problems. What it tells of a place, the
checks in its `SILENCES` do not tell again.
"""
