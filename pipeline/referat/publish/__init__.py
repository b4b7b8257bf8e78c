"""Stage 5: the database as a Datasette site, in Danish."""
