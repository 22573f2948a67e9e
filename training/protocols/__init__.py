"""What is measured, on which texts left out, and the floors that figures must reach."""
