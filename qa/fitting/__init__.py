"""Whether a sentence fits what is asked: kind, place, time, names, aspect. Hard slots, however similar a text looks."""
