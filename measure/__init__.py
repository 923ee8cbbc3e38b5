"""Accuracy and speed of stemma: the gate, its floors, the bench."""
