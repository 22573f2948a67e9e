"""What mtdetect costs, measured on whole commands as a user runs them."""
