"""What each kind of page shows, as plain data: one module of SQL a page kind.

Functions take an open connection inside a read transaction, the database's ``Shape`` and what the
address said, and give dictionaries and lists for the templates. They know nothing of HTTP.
"""
