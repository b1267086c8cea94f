"""Taking over articles of older portals: bytes → lines → each line to its place → pages."""
