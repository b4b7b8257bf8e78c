"""Facts of the field, as data: labels, bodies, case numbers, phrases. No logic of layouts.

Every module here says which forms its data matches and in which family of layouts (F01, F02 …)
they were seen. Nothing here knows a kommune's layout, a test document or a gold file.
"""
