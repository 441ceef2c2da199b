"""Findings that are known and do not count: comments in the page, the baseline, what a change did not touch."""
