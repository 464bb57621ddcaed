"""Reference values, which this service owns: the populations that rates rest on, and targets."""
