"""The corpus generator: invented minutes with their gold, drawn from a grammar.

Content (who met, which cases, what was decided) and layout (how a house prints it) are drawn
independently. ``indhold`` holds the types between the two halves.
"""
