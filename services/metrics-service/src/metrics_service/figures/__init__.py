"""The figures: what each is called, counts and rests on, and the queries that count the cases and list them."""
