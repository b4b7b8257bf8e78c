"""What makes the sample corpus, the models and their scores; nothing in the flow imports it."""
