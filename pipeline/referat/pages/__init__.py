"""Stage 2: a ``SourceFile`` becomes pages of lines with layout, whatever it was made of."""
