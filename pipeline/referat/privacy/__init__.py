"""Between pages and rows: what must not be public is taken out of the text before it is read on."""
