"""Makes the model folder; the package never imports it."""
