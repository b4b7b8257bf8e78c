"""Stage 1: files, folders and globs become ``SourceFile`` values, known by their content."""
