"""The footprint of a child: what happened to it and was told, in order, each line with the event it rests on."""
