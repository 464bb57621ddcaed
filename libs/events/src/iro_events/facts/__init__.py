"""The facts that Footprint's services tell one another: codes, dates, numbers and opaque ids, never text."""
