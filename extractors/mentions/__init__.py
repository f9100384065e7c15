"""What a text names: dates, places, actors, symbols."""
