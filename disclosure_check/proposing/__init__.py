"""Propose a configuration by what the pages of a folder show: sights of pages, then a decision, then its text."""
