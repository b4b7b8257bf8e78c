"""Stage 4: Referat -> rows in SQLite. Writing a document twice equals writing it once."""
