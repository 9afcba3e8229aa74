"""An invented Kota Bogor of last year and this year, from a seed and a day, as rows of the six import templates."""
