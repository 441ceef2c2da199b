"""A page to its judgement: partner links, disclosures, coverage, verdict."""
