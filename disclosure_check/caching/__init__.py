"""What came of pages, kept from run to run: whatever a result rests on is in its key or looked at again."""
