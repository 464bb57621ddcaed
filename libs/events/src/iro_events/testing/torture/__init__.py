"""Many writers, killed sequencers, killed followers: what a store must stand without losing or turning an event."""
