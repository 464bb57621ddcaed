"""What the generated pages say, taken from the code itself."""
