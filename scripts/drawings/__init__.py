"""The demo's pictures as SVG on a square of 400 × 400, for `scripts/draw`.

kit.py holds the paint, rooms.py a backdrop for each shop, things.py and plants.py what several shops use. Every other
file has a `shelf` with the drawings of one kind of goods, named by handle.
"""
