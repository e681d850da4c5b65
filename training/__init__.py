"""Annotated text → weights: pretraining, fine-tuning, evaluation and export."""
