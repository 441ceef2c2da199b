"""What a run has seen, kept for those who must show it later."""
