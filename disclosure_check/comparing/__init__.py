"""Two states of a site beside each other: what of its disclosures a migration or a refactoring breaks."""
