"""Stage 3: pages of lines to one structured referat, by a Danish spaCy pipeline."""
