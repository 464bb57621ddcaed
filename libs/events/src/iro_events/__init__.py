"""What Footprint says and how it is kept: events, deciders, the store, the sequenced log, the feed, its consumers."""
