"""Names to places: a SQLite file built once from GeoNames data, and look-ups in it.

Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0.
"""
